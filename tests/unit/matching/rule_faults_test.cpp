#include "matching/rule_faults.h"

#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

std::string body_with(const std::string& matcher) {
    return R"({"headers":{"Content-Type":"application/json"},"body":{"a":"x"},"matchingRules":{"body":)" +
           rule("$.a", matcher) + "}}";
}
std::string header_with(const std::string& matcher) {
    return R"({"headers":{"X-A":"x"},"matchingRules":{"header":)" + rule("X-A", matcher) + "}}";
}

struct Fault {
    const char* name;
    std::string response;  // expected, of V3
    const char* fault;     // empty: the provider is to blame
};
class RuleFaults : public testing::TestWithParam<Fault> {};
TEST_P(RuleFaults, AreToldFromDifferences) {
    model::Response actual;
    actual.status = 200;
    actual.headers = {{"Content-Type", {"application/json"}}, {"X-A", {"v"}}};
    actual.body.state = model::BodyState::present;
    actual.body.bytes = R"({"a":"v"})";
    actual.body.content_type = "application/json";
    const auto mismatches = match_response(response_of(GetParam().response), actual);
    ASSERT_EQ(mismatches.size(), 1u);
    const std::string fault = GetParam().fault;
    EXPECT_EQ(blames_the_rule(mismatches[0]), !fault.empty()) << mismatches[0].sentence;
    if (!fault.empty()) {
        EXPECT_EQ(quoted_fault(mismatches[0]), fault) << mismatches[0].sentence;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, RuleFaults,
    testing::ValuesIn(std::vector<Fault>{
        {"UnknownMatcher", body_with(R"({"match":"credit"})"), "'credit'"},
        {"InvalidPattern", body_with(R"({"match":"regex","regex":"("})"), "'('"},
        {"InvalidDateFormat", body_with(R"({"match":"date","format":"{}"})"), "'{}'"},
        {"UnknownMatcherOfAHeader", header_with(R"({"match":"credit"})"), "'credit'"},
        {"InvalidPatternOfAHeader", header_with(R"({"match":"regex","regex":"("})"), "'('"},
        {"PatternThatDoesNotMatch", body_with(R"({"match":"regex","regex":"[0-9]+"})"), ""},
        {"OtherValue", body_with(R"({"match":"equality"})"), ""},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::matching
