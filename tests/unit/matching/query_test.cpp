#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

struct QueryCase {
    const char* name;
    const char* expected;
    const char* actual;
    Told told;
};
class MatchQuery : public testing::TestWithParam<QueryCase> {};

model::Request with_query(const std::string& query, const std::string& rules = "") {
    return request_of(R"({"query":")" + query + "\"" +
                      (rules.empty() ? "" : R"(,"matchingRules":{"query":)" + rules + "}") + "}");
}

TEST_P(MatchQuery, Row) {
    EXPECT_EQ(told(match_request(with_query(GetParam().expected), with_query(GetParam().actual))),
              GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MatchQuery,
    testing::ValuesIn(std::vector<QueryCase>{
        {"Same", "a=1&b=2", "a=1&b=2", {}},
        {"OrderOfNames", "a=1&b=2", "b=2&a=1", {}},
        {"OrderOfValues",
         "a=1&a=2",
         "a=2&a=1",
         {"a: Expected query parameter 'a' with value '1' but was '2'",
          "a: Expected query parameter 'a' with value '2' but was '1'"}},
        {"Encoding", "a=%20b", "a=+b", {}},
        {"AbsentAndEmptyValue", "a", "a=", {}},
        {"Missing", "a=1&b=2", "a=1", {"b: Expected query parameter 'b' but was missing"}},
        {"Unexpected", "a=1", "a=1&c=3", {"c: Unexpected query parameter 'c' received"}},
        {"UnexpectedWithoutExpectation", "", "a=1", {"a: Unexpected query parameter 'a' received"}},
        {"CaseOfNames",
         "a=1",
         "A=1",
         {"a: Expected query parameter 'a' but was missing", "A: Unexpected query parameter 'A' received"}},
        {"Count",
         "a=1&a=2",
         "a=1",
         {"a: Expected query parameter 'a' with 2 value(s) but received 1 value(s)"}},
    }),
    [](const auto& row) { return row.param.name; });

struct RuleCase {
    const char* name;
    const char* rules;
    const char* expected;
    const char* actual;
    Told told;
};
class QueryUnderRules : public testing::TestWithParam<RuleCase> {};

TEST_P(QueryUnderRules, Row) {
    EXPECT_EQ(
        told(match_request(with_query(GetParam().expected, GetParam().rules), with_query(GetParam().actual))),
        GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, QueryUnderRules,
    testing::ValuesIn(std::vector<RuleCase>{
        {"Regex",
         R"({"a":{"matchers":[{"match":"regex","regex":"\\d+"}]}})",
         "a=1",
         "a=x",
         {"a: Expected 'x' to match '\\d+'"}},
        {"AnyCount", R"({"a":{"matchers":[{"match":"type"}]}})", "a=1", "a=x&a=y", {}},
        {"EveryValue",
         R"({"a":{"matchers":[{"match":"integer"}]}})",
         "a=1",
         "a=2&a=y",
         {"a: Expected 'y' to match an integer number"}},
        {"Max",
         R"({"a":{"matchers":[{"match":"type","max":2}]}})",
         "a=1",
         "a=1&a=2&a=3",
         {R"(a: Expected ["1", "2", "3"] (size 3) to have maximum size of 2)"}},
        {"Null",
         R"({"a":{"matchers":[{"match":"null"}]}})",
         "a=x",
         "a=",
         {R"(a: Expected [""] (Array) to be a null value)"}},
        {"ArrayContains",
         R"({"a":{"matchers":[{"match":"arrayContains","variants":[{"index":0}]}]}})",
         "a=1",
         "a=x",
         {"a: Variant at index 0 (1) was not found in the actual list"}},
        {"Or",
         R"({"a":{"combine":"OR","matchers":[{"match":"integer"},{"match":"include","value":"x"}]}})",
         "a=1",
         "a=xy",
         {}},
        {"OtherCaseOfName",
         R"({"A":{"matchers":[{"match":"type"}]}})",
         "a=1",
         "a=2",
         {"a: Expected query parameter 'a' with value '1' but was '2'"}},
        {"EachValue",
         R"({"a":{"matchers":[{"match":"eachValue","rules":[{"match":"integer"}]}]}})",
         "a=1",
         "a=2&a=x",
         {"a: Expected 'x' to match an integer number"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(MatchQueryOfV1, ComparesTheDecodedStringAsAWhole) {
    const auto v1 = model::SpecVersion::v1;
    const auto query = [&](const char* text) {
        return request_of(std::string(R"({"query":")") + text + "\"}", v1);
    };
    Settings settings;
    settings.version = v1;
    EXPECT_TRUE(match_request(query("a=%31&b=2"), query("a=1&b=2"), settings).empty());
    EXPECT_FALSE(match_request(query("a=1&b=2"), query("b=2&a=1"), settings).empty());
    EXPECT_FALSE(match_request(query("a=1"), query("a=1&"), settings).empty());
    settings.strict_compat = true;
    EXPECT_TRUE(match_request(query("a=1&b=2"), query("b=2&a=1"), settings).empty());
}

TEST(MatchQueryOfV1, NamesTheParametersThatDifferAndTheStringWhereOnlyTheOrderDoes) {
    const auto v1 = model::SpecVersion::v1;
    const auto query = [&](const char* text) {
        return request_of(std::string(R"({"query":")") + text + "\"}", v1);
    };
    Settings settings;
    settings.version = v1;
    const Mismatches parameters = match_request(query("a=1&b=2"), query("a=1&c=3"), settings);
    ASSERT_EQ(parameters.size(), 2u);
    EXPECT_EQ(parameters[0].sentence, "Expected query parameter 'b' but was missing");
    EXPECT_EQ(parameters[1].sentence, "Unexpected query parameter 'c' received");
    const Mismatches order = match_request(query("a=1&b=2"), query("b=2&a=1"), settings);
    ASSERT_EQ(order.size(), 1u);
    EXPECT_EQ(order[0].sentence, "Expected query string 'a=1&b=2' but was 'b=2&a=1'");
}

TEST(MatchQueryOfV1, GoesByTheParametersOfARequestWithoutAString) {
    model::Request expected;
    expected.query = {{"a", {"1"}}};
    Settings settings;
    settings.version = model::SpecVersion::v1;
    const auto actual = request_of(R"({"query":"a=1"})", model::SpecVersion::v1);
    EXPECT_TRUE(match_request(expected, actual, settings).empty());
}

}  // namespace
}  // namespace tally::matching
