#include "matching/multipart.h"

#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

// Lines joined as HTTP does, the boundary written as BB.
std::string lines(std::initializer_list<const char*> all) {
    std::string text;
    for (const char* line : all) text += std::string(line) + "\r\n";
    return text;
}

const std::string field_a = lines({"--BB", "Content-Disposition: form-data; name=\"a\"", "", "1"});
const std::string file_f = lines({"--BB", "Content-Disposition: form-data; name=\"f\"; filename=\"x.json\"",
                                  "Content-Type: application/json", "", "{\"k\":1}"});
const std::string end = "--BB--\r\n";

model::Request multipart(const std::string& body, const std::string& rules = "",
                         const std::string& boundary = "BB") {
    const std::string header_rule =
        R"("header":{"Content-Type":{"matchers":[{"match":"regex","regex":"multipart/.*"}]}})";
    model::Request request = request_of(R"({"matchingRules":{)" + header_rule +
                                        (rules.empty() ? "" : ",\"body\":" + rules) + "}}");
    request.headers = {{"Content-Type", {"multipart/form-data; boundary=" + boundary}}};
    request.body.state = model::BodyState::present;
    request.body.bytes = body;
    return request;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

struct MultipartCase {
    const char* name;
    std::string rules;
    std::string expected;
    std::string actual;
    Told told;
};
class MultipartBody : public testing::TestWithParam<MultipartCase> {};

TEST_P(MultipartBody, Row) {
    const MultipartCase& row = GetParam();
    EXPECT_EQ(told(match_request(multipart(row.expected, row.rules), multipart(row.actual))), row.told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MultipartBody,
    testing::ValuesIn(std::vector<MultipartCase>{
        {"Same", "", field_a + file_f + end, field_a + file_f + end, {}},
        {"OrderOfNamedParts", "", field_a + file_f + end, file_f + field_a + end, {}},
        {"PartsOfOneNameInTheirOrder",
         "",
         field_a + replaced(field_a, "1", "2") + end,
         field_a + replaced(field_a, "1", "2") + end,
         {}},
        {"SecondPartOfOneNameMissing",
         "",
         field_a + field_a + end,
         field_a + end,
         {"$: Expected a MIME part 'a' but was missing"}},
        {"FurtherPart", "", field_a + end, field_a + file_f + end, {}},
        {"MissingPart",
         "",
         field_a + file_f + end,
         field_a + end,
         {"$: Expected a MIME part 'f' but was missing"}},
        {"Field",
         "",
         field_a + end,
         replaced(field_a, "\r\n1", "\r\n2") + end,
         {"$.a: MIME part 'a': Expected '2' to be equal to '1'"}},
        {"FieldUnderRule",
         rule("$.a", R"({"match":"regex","regex":"\\d+"})"),
         field_a + end,
         replaced(field_a, "\r\n1", "\r\nx") + end,
         {"$.a: MIME part 'a': Expected 'x' to match '\\d+'"}},
        {"FileAsJson",
         "",
         file_f + end,
         replaced(file_f, ":1", ":2") + end,
         {"$.f.k: Expected 2 (Integer) to be equal to 1 (Integer)"}},
        {"FileUnderRule",
         rule("$.f.k", R"({"match":"type"})"),
         file_f + end,
         replaced(file_f, ":1", ":5") + end,
         {}},
        {"FileUnderRuleFails",
         rule("$.f.k", R"({"match":"type"})"),
         file_f + end,
         replaced(file_f, ":1", ":\"s\"") + end,
         {"$.f.k: Expected 's' (String) to be the same type as 1 (Integer)"}},
        {"FileNameDoesNotCount", "", file_f + end, replaced(file_f, "x.json", "y.json") + end, {}},
        {"FieldInsteadOfFile",
         "",
         file_f + end,
         replaced(file_f, "; filename=\"x.json\"", "") + end,
         {"$: Expected a MIME file 'f' but was field"}},
        {"TypeOfPart",
         "",
         file_f + end,
         replaced(file_f, "application/json", "text/plain") + end,
         {"$.f['content-type']: MIME part 'f': header 'content-type': Expected 'text/plain' to be equal to "
          "'application/json'"}},
        {"NotMultipart",
         "",
         field_a + end,
         "nonsense",
         {"$: Failed to parse the actual body: the boundary 'BB' does not occur; check the boundary in the "
          "Content-Type and "
          "the parts"}},
        {"NotClosed",
         "",
         field_a + end,
         field_a,
         {"$: Failed to parse the actual body: the last part is not closed; check the boundary in the "
          "Content-Type and the "
          "parts"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(MultipartBodies, BoundariesMayDifferWhereARuleAllowsIt) {
    EXPECT_TRUE(
        match_request(multipart(field_a + end), multipart(replaced(field_a + end, "BB", "ZZ"), "", "ZZ"))
            .empty());
}

TEST(MultipartBodies, WithoutARuleADifferentBoundaryIsOneCause) {
    model::Request expected = multipart(field_a + end);
    expected.rules = {};
    const Mismatches mismatches =
        match_request(expected, multipart(replaced(field_a + end, "BB", "ZZ"), "", "ZZ"));
    ASSERT_EQ(mismatches.size(), 2u);
    EXPECT_TRUE(mismatches[1].follows);
}

TEST(Multipart, UnnamedPartsAreFoundByPositionAndBase64IsDecoded) {
    const auto type = http::parse_content_type("multipart/mixed; boundary=BB").value();
    const auto parts = parse_multipart(lines({"preamble", "--BB", "", "text", "--BB",
                                              "Content-Transfer-Encoding: base64", "", "aGk=", "--BB--"}),
                                       type);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2u);
    EXPECT_EQ((*parts)[0].content, "text");
    EXPECT_EQ((*parts)[1].content, "hi");
}

TEST(Multipart, ABoundaryIsNotTheBeginningOfALongerOne) {
    const auto type = http::parse_content_type("multipart/mixed; boundary=BB").value();
    const auto parts = parse_multipart("--BB\n\n--BBB\n--BB--", type);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 1u);
    EXPECT_EQ((*parts)[0].content, "--BBB");
}

TEST(Multipart, EmptyPartsAndBareLineFeedsAreRead) {
    const auto type = http::parse_content_type("multipart/mixed; boundary=BB").value();
    const auto parts = parse_multipart("--BB\n--BB\nA: b\n\nx\n--BB--", type);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2u);
    EXPECT_EQ((*parts)[0].content, "");
    EXPECT_EQ(*(*parts)[1].find_header("a"), "b");
}

TEST(MultipartBodies, NestingIsBounded) {
    std::string body = "--B0\n\nx\n--B0--";
    for (int i = 1; i < 60; ++i) {
        const std::string inner = "B" + std::to_string(i - 1), outer = "B" + std::to_string(i);
        body = "--" + outer + "\nContent-Type: multipart/mixed; boundary=" + inner + "\n\n" + body + "\n--" +
               outer + "--";
    }
    EXPECT_TRUE(match_request(multipart(body, "", "B59"), multipart(body, "", "B59")).empty());
}

TEST(ContentTypeRule, NamesBothTypes) {
    EXPECT_EQ(told(match_response(json_response("\"JVBERi0=\""), json_response("\"JVBERi0=\""))), Told{});
    model::Response expected =
        json_response("\"x\"", rule("$", R"({"match":"contentType","value":"image/jpeg"})"));
    EXPECT_EQ(told(match_response(expected, json_response("\"JVBERi0=\""))),
              Told{"$: Expected binary contents to have content type 'image/jpeg' but detected contents was "
                   "'application/pdf'"});
}

TEST(ContentTypeRule, OtherNamesOfAFormatFitUnlessCompatibilityIsStrict) {
    const model::Response expected =
        json_response("\"x\"", rule("$", R"({"match":"contentType","value":"image/jpg"})"));
    const model::Response jpeg = json_response("\"/9j/4A==\"");
    EXPECT_EQ(told(match_response(expected, jpeg)), Told{});
    Settings strict;
    strict.strict_compat = true;
    EXPECT_EQ(told(match_response(expected, jpeg, strict)),
              Told{"$: Expected binary contents to have content type 'image/jpg' but detected contents was "
                   "'image/jpeg'"});
}

}  // namespace
}  // namespace tally::matching
