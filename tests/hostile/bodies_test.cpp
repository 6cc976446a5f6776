// Bodies that came over the network: each outcome is a mismatch that says why.
#include "hostile/exchange.h"

namespace tally::hostile {
namespace {

struct UnreadableCase {
    const char* name;
    const char* type;
    const char* expected;
    std::string actual;
    const char* sentence;
};
class UnreadableBody : public testing::TestWithParam<UnreadableCase> {};

TEST_P(UnreadableBody, IsOneMismatchThatSaysWhy) {
    const auto& row = GetParam();
    const auto mismatches = match(expected_body(row.expected, row.type), row.actual);
    ASSERT_EQ(mismatches.size(), 1u) << sentences(mismatches);
    EXPECT_EQ(mismatches[0].sentence, row.sentence);
    EXPECT_LT(mismatches[0].actual.size(), 1100u);
}

constexpr const char* kJson = "application/json";
constexpr const char* kXml = "application/xml";

INSTANTIATE_TEST_SUITE_P(
    Rows, UnreadableBody,
    testing::ValuesIn(std::vector<UnreadableCase>{
        {"JsonNested100000Deep", kJson, "[]", std::string(100'000, '[') + std::string(100'000, ']'),
         "Failed to parse the actual body: 1:129: nested deeper than 128 levels"},
        {"JsonObjectsNested100000Deep", kJson, "{}", repeated("{\"a\":", 100'000),
         "Failed to parse the actual body: 1:641: nested deeper than 128 levels"},
        {"XmlNested100000Deep", kXml, "<a/>", repeated("<a>", 100'000) + repeated("</a>", 100'000),
         "Failed to parse the actual body: 1:770: elements are nested deeper than 256"},
        {"XmlEntityBomb", kXml, "<a/>",
         "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'><!ENTITY d '&c;&c;&c;'>]><a>&d;</a>",
         "Failed to parse the actual body: 1:81: the entity 'd' is not known; only amp, lt, gt, quot and "
         "apos are; "
         "entities of a DTD are never expanded"},
        {"JsonInvalidUtf8", kJson, "[\"a\"]", "[\"\xff\"]",
         "Failed to parse the actual body: 1:3: not valid JSON: invalid string: ill-formed UTF-8 byte"},
        {"XmlInvalidUtf8", kXml, "<a/>", "<a>\xff</a>",
         "Failed to parse the actual body: 1:4: invalid UTF-8"},
        {"NumberBeyondEveryDouble", kJson, "[1]", "[1e400]",
         "Failed to parse the actual body: 1:2: number too large for a double: '1e400'"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(HostileBody, OfDuplicateNamesTheLastCounts) {
    const auto expected = expected_body(R"({"a":2})", kJson);
    EXPECT_EQ(sentences(match(expected, R"({"a":1,"a":2})")), "");
    EXPECT_EQ(match(expected, R"({"a":2,"a":1})").size(), 1u);
}

TEST(HostileBody, OfTextWithInvalidUtf8IsComparedByteByByteAndShownReadably) {
    const auto expected = expected_body("caf\xe9", "text/plain");
    EXPECT_EQ(sentences(match(expected, "caf\xe9")), "");
    EXPECT_EQ(match(expected, "caf\xe8").size(), 1u);
}

TEST(HostileBody, WithAPatternThatBacktracksForEverIsAMismatchInBoundedTime) {
    const Stopwatch watch;
    const auto mismatches = match(
        expected_body(R"({"a":"a"})", kJson, R"({"$.a":{"matchers":[{"match":"regex","regex":"^(a+)+$"}]}})"),
        R"({"a":")" + std::string(100'000, 'a') + R"(!"})");
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_NE(mismatches[0].sentence.find("too costly"), std::string::npos) << mismatches[0].sentence;
    EXPECT_LT(watch.elapsed(), kSoon);
}

// Each of them alone is bounded; ten thousand times the bound would still be minutes.
TEST(HostileBody, WithSuchAPatternForEachOf10000ElementsTakesBoundedTimeToo) {
    const Stopwatch watch;
    const std::string element = "\"" + std::string(60, 'a') + "!\"";
    const auto mismatches = match(
        expected_body(
            R"(["a"])", kJson,
            R"({"$":{"matchers":[{"match":"type"}]},"$[*]":{"matchers":[{"match":"regex","regex":"^(a+)+$"}]}})"),
        "[" + repeated(element + ",", 9'999) + element + "]");
    ASSERT_EQ(mismatches.size(), 101u);
    EXPECT_EQ(mismatches[100].sentence, "and 9900 further differences");
    EXPECT_LT(watch.elapsed(), kSoon / 4);
}

TEST(HostileBody, WithAPartOf100000HeadersIsRefused) {
    const auto mismatches = match(expected_body("--b\r\n\r\n1\r\n--b--", "multipart/form-data; boundary=b"),
                                  "--b\r\n" + repeated("k: 1\r\n", 100'000) + "\r\n1\r\n--b--");
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_NE(mismatches[0].sentence.find("a part has more than 100 headers"), std::string::npos)
        << mismatches[0].sentence;
}

}  // namespace
}  // namespace tally::hostile
