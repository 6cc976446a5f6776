// One rule on one value, against the recorded answers of the reference implementation.
#include "base/regex.h"
#include "matching/apply_rule.h"
#include "support/oracle.h"
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

using testing_support::is_true;
using testing_support::text_of;

class RulesOracle : public testing_support::OracleTest {
  protected:
    static std::optional<model::MatchingRule> matcher(const json::Value& rule) {
        const auto request =
            format::read_request(R"({"matchingRules":{"path":{"matchers":[)" + json::to_text(rule) + "]}}}",
                                 "rule", model::SpecVersion::v4);
        if (!request || request->rules.path.rules.empty()) return std::nullopt;
        return request->rules.path.rules.front();
    }
};

TEST_F(RulesOracle, StrictVerdictsAgreeWithEveryRecordedAnswer) {
    Settings core;
    core.strict_compat = true;
    for (const json::Value& row : cases("matchers.json")) {
        const auto rule = matcher(*row.find("rule"));
        if (!rule) {
            EXPECT_FALSE(is_true(row, "ok")) << json::to_text(row);
            continue;
        }
        Complaint complaint;
        if (text_of(row, "kind") == "json") {
            const auto actual = json::parse(text_of(row, "actualJson"));
            if (!actual) {
                EXPECT_FALSE(is_true(row, "ok")) << json::to_text(row);
                continue;
            }
            complaint = check_value(*rule, *row.find("expected"), *actual, core);
        } else {
            complaint = check_text(*rule, text_of(row, "expected"), text_of(row, "actual"), core);
        }
        EXPECT_EQ(!complaint, is_true(row, "ok")) << json::to_text(row) << complaint.value_or("");
    }
}

}  // namespace
}  // namespace tally::matching
