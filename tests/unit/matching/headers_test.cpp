#include "matching/match_parts.h"
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

using Headers = std::vector<model::HeaderField>;

struct HeaderCase {
    const char* name;
    Headers expected;
    Headers actual;
    Told told;
};
class MatchHeaders : public testing::TestWithParam<HeaderCase> {};

TEST_P(MatchHeaders, Row) {
    EXPECT_EQ(told(match_headers(GetParam().expected, GetParam().actual, {}, {})), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MatchHeaders,
    testing::ValuesIn(std::vector<HeaderCase>{
        {"CaseOfNames", {{"X-A", {"1"}}}, {{"x-a", {"1"}}}, {}},
        {"CaseOfValues",
         {{"X-A", {"v"}}},
         {{"X-A", {"V"}}},
         {"X-A: Expected header 'X-A' to have value 'v' but was 'V'"}},
        {"Trimmed", {{"X-A", {" v "}}}, {{"X-A", {"v"}}}, {}},
        {"BlanksAtCommas", {{"X-A", {"a, b"}}}, {{"X-A", {"a,b"}}}, {}},
        {"OrderMatters",
         {{"X-A", {"a,b"}}},
         {{"X-A", {"b,a"}}},
         {"X-A: Expected header 'X-A' to have value 'a,b' but was 'b,a'"}},
        {"Missing", {{"X-TEST", {"1"}}}, {}, {"X-TEST: Expected a header 'X-TEST' but was missing"}},
        {"UnexpectedIsIgnored", {}, {{"X-A", {"1"}}}, {}},
        {"MissingValue",
         {{"X-A", {"a", "b"}}},
         {{"X-A", {"a"}}},
         {"X-A: Expected header 'X-A' at index 1 to have value 'b' but was missing"}},
        {"FurtherValue",
         {{"Cache-Control", {"no-cache"}}},
         {{"Cache-Control", {"no-cache", "no-store"}}},
         {"Cache-Control: Expected header 'Cache-Control' at index 1 to have value '' but was 'no-store'"}},
        {"NoValueExpected",
         {{"X-A", {}}},
         {{"X-A", {"1"}}},
         {"X-A: Expected header 'X-A' to have no value but was '1'"}},
        {"NoValueExpectedAndNoneCame", {{"X-A", {}}}, {}, {}},
        {"ContentTypeWithFurtherParameter",
         {{"Content-Type", {"application/json"}}},
         {{"Content-Type", {"application/json; charset=UTF-8"}}},
         {}},
        {"CharsetIgnoresCase",
         {{"content-type", {"application/json;charset=UTF-8"}}},
         {{"Content-Type", {"application/json; charset=utf-8"}}},
         {}},
        {"MissingCharset",
         {{"content-type", {"application/json;charset=UTF-8"}}},
         {{"content-type", {"application/json"}}},
         {"content-type: Expected header 'content-type' to have value 'application/json;charset=UTF-8' but "
          "was "
          "'application/json'"}},
        {"AcceptByPosition", {{"Accept", {"a/b", "c/d"}}}, {{"Accept", {"a/b;q=0.1", "c/d;q=0.9"}}}, {}},
        {"OtherHeadersHaveNoParameters",
         {{"X-A", {"a"}}},
         {{"X-A", {"a;q=1"}}},
         {"X-A: Expected header 'X-A' to have value 'a' but was 'a;q=1'"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(MatchHeadersUnderRules, KeysOfRulesIgnoreCaseAndParametersLoseTheirMeaning) {
    const auto expected = request_of(
        R"({"headers":{"Content-Type":"application/json"},"matchingRules":{"header":{"content-TYPE":{"matchers":[
            {"match":"regex","regex":"application/json;.*"}]}}}})");
    const auto actual = request_of(R"({"headers":{"content-type":"application/json; charset=x"}})");
    EXPECT_TRUE(match_request(expected, actual).empty());
    EXPECT_EQ(told(match_request(expected, request_of(R"({"headers":{"content-type":"application/json"}})"))),
              Told{"Content-Type: Mismatch with header 'Content-Type': Expected 'application/json' to match "
                   "'application/json;.*'"});
}

TEST(MatchHeadersUnderRules, EveryValueIsCheckedAndTheRuleNamed) {
    const auto expected = request_of(
        R"({"headers":{"X-A":["1"]},"matchingRules":{"header":{"X-A":{"matchers":[{"match":"integer"}]}}}})",
        model::SpecVersion::v4);
    const auto mismatches =
        match_request(expected, request_of(R"({"headers":{"X-A":["2","x"]}})", model::SpecVersion::v4));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].rule, "integer at X-A");
    EXPECT_EQ(mismatches[0].actual, "x");
}

}  // namespace
}  // namespace tally::matching
