// JSON bodies without rules: strict in requests, lenient in responses.
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

struct JsonCase {
    const char* name;
    const char* expected;
    const char* actual;
    bool in_response;
    bool in_request;
};
class JsonBody : public testing::TestWithParam<JsonCase> {};

TEST_P(JsonBody, Row) {
    const JsonCase& row = GetParam();
    const Mismatches response = match_response(json_response(row.expected), json_response(row.actual));
    EXPECT_EQ(response.empty(), row.in_response) << testing::PrintToString(told(response));
    const Mismatches request = match_request(json_request(row.expected), json_request(row.actual));
    EXPECT_EQ(request.empty(), row.in_request) << testing::PrintToString(told(request));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, JsonBody,
    testing::ValuesIn(std::vector<JsonCase>{
        {"Same", R"({"a":[1,{"b":null}]})", R"({"a":[1,{"b":null}]})", true, true},
        {"OrderOfKeys", R"({"a":1,"b":2})", R"({"b":2,"a":1})", true, true},
        {"UnexpectedKey", R"({"a":1})", R"({"a":1,"b":2})", true, false},
        {"UnexpectedNull", R"({"a":1})", R"({"a":1,"b":null})", true, false},
        {"MissingKey", R"({"a":1,"b":2})", R"({"a":1})", false, false},
        {"MissingIsNotNull", R"({"a":null})", "{}", false, false},
        {"EmptyObject", "{}", R"({"a":1})", true, false},
        {"EmptyArray", "[]", "[1]", false, false},
        {"EmptyArrays", "[]", "[]", true, true},
        {"LongerArray", "[1]", "[1,2]", false, false},
        {"ShorterArray", "[1,2]", "[1]", false, false},
        {"OrderOfElements", "[1,2]", "[2,1]", false, false},
        {"IntegerAndDecimal", "[1]", "[1.0]", false, false},
        {"NumberAndText", "[1]", "[\"1\"]", false, false},
        {"TrailingZero", "[1.0]", "[1.00]", true, true},
        {"BigIntegers", "[12345678901234567890]", "[12345678901234567891]", false, false},
        {"SameBigIntegers", "[12345678901234567890123]", "[12345678901234567890123]", true, true},
        {"ObjectAndArray", "{}", "[]", false, false},
        {"ObjectAndNull", "{}", "null", false, false},
        {"CompositeCharacters", "[\"\\u00e9\"]", "[\"e\\u0301\"]", false, false},
    }),
    [](const auto& row) { return row.param.name; });

struct SentenceCase {
    const char* name;
    const char* expected;
    const char* actual;
    Told in_response;
};
class JsonSentence : public testing::TestWithParam<SentenceCase> {};

TEST_P(JsonSentence, Row) {
    EXPECT_EQ(told(match_response(json_response(GetParam().expected), json_response(GetParam().actual))),
              GetParam().in_response);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, JsonSentence,
    testing::ValuesIn(std::vector<SentenceCase>{
        {"Value",
         R"({"a":{"b c":["x"]}})",
         R"({"a":{"b c":["y"]}})",
         {"$.a['b c'][0]: Expected 'y' (String) to be equal to 'x' (String)"}},
        {"MissingKeysAreOneMismatch",
         R"({"o":{"a":1,"b":{"c":[1,2]},"d":3}})",
         R"({"o":{"d":3}})",
         {"$.o: Actual map is missing the following keys: a, b"}},
        {"Length", "[1,2]", "[1]", {"$: Expected a List with 2 elements but received 1 elements"}},
        {"EmptyList", R"({"a":[]})", R"({"a":[1]})", {"$.a: Expected an empty List but received [1]"}},
        {"Kind",
         R"({"a":{"x":1}})",
         R"({"a":"s"})",
         {"$.a: Type mismatch: Expected 's' (String) to be the same type as {\"x\": 1} (Object)"}},
        {"ScalarAndContainer",
         R"({"a":1})",
         R"({"a":[1]})",
         {"$.a: Expected [1] (Array) to be equal to 1 (Integer)"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonBodies, RequestsNameTheKeysOfBothSides) {
    EXPECT_EQ(told(match_request(json_request(R"({"one":"a","two":"b"})"), json_request(R"({"one":"a"})"))),
              Told{"$: Expected a Map with keys [one, two] but received one with keys [one]"});
}

TEST(JsonBodies, ABodyThatIsNoJsonIsOneMismatch) {
    model::Response actual = json_response("{}");
    actual.body.bytes = "{\"a\":";
    const Mismatches mismatches = match_response(json_response(R"({"a":1})"), actual);
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].sentence.find("Failed to parse the actual body: 1:"), 0u)
        << mismatches[0].sentence;
}

TEST(JsonBodies, ABodyNestedTooDeeplyIsAMismatch) {
    model::Response actual = json_response("{}");
    actual.body.bytes = std::string(100000, '[');
    EXPECT_EQ(match_response(json_response("[]"), actual).size(), 1u);
}

TEST(JsonBodies, TheFirstHundredDifferencesAreListedAndTheRestCounted) {
    std::string expected = "[0", actual = "[1";
    for (int i = 1; i < 10000; ++i) {
        expected += ",0";
        actual += ",1";
    }
    const Mismatches mismatches = match_response(json_response(expected + "]"), json_response(actual + "]"));
    ASSERT_EQ(mismatches.size(), 101u);
    EXPECT_EQ(mismatches[99].location, "$[99]");
    EXPECT_EQ(mismatches[100].sentence, "and 9900 further differences");
    EXPECT_TRUE(mismatches[100].follows);
}

TEST(JsonBodies, HugeValuesAreShownShortened) {
    const std::string text(100000, 'x');
    const Mismatches mismatches = match_response(json_response("[1]"), json_response("[\"" + text + "\"]"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_LT(mismatches[0].sentence.size(), 3000u);
    EXPECT_LT(mismatches[0].actual.size(), 3000u);
}

}  // namespace
}  // namespace tally::matching
