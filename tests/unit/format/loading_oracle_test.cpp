// How the reference implementation reads and rewrites single rules and generators.
#include <gtest/gtest.h>

#include <set>

#include "format/generators_json.h"
#include "format/rules_json.h"
#include "support/oracle.h"

namespace tally::format {
namespace {

using testing_support::is_true;
using testing_support::text_of;

class LoadingOracle : public testing_support::OracleTest {};

TEST_F(LoadingOracle, RulesAreReadAndWrittenAsRecorded) {
    // Both limits are kept where the core keeps one; a rule's example keeps its kind.
    const std::set<std::string> ours = {"rule-loading-0055", "rule-loading-0045"};
    for (const json::Value& row : cases("rule-loading.json")) {
        if (ours.contains(text_of(row, "id"))) continue;
        Reading reading("", "rule");
        const auto rule = read_rule(Node(*row.find("rule")), reading);
        // Names the older core refused are kept, with a warning.
        const bool unknown = rule && std::holds_alternative<model::UnknownRule>(rule->kind);
        const bool loads = rule && !reading.refused() && !unknown;
        EXPECT_EQ(loads, is_true(row, "loads")) << json::to_text(row);
        if (loads) {
            EXPECT_EQ(json::Value(rule_to_json(*rule)), *row.find("written")) << json::to_text(row);
        }
    }
}

TEST_F(LoadingOracle, GeneratorsAreReadAndWrittenAsRecorded) {
    // A format of Uuid that nobody knows is kept, and limits beyond 32 bits are refused instead of wrapped
    // around.
    const std::set<std::string> ours = {"generators-0029", "generators-0053"};
    for (const json::Value& row : cases("generators.json")) {
        if (ours.contains(text_of(row, "id"))) continue;
        Reading reading("", "generator");
        const auto generator = read_generator(Node(*row.find("generator")), reading);
        const bool unknown = generator && std::holds_alternative<model::UnknownGenerator>(*generator);
        const bool loads = generator && !reading.refused() && !unknown;
        EXPECT_EQ(loads, is_true(row, "loads")) << json::to_text(row);
        if (loads) {
            EXPECT_EQ(json::Value(generator_to_json(*generator)), *row.find("written")) << json::to_text(row);
        }
    }
}

}  // namespace
}  // namespace tally::format
