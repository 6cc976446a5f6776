// Single rules and generators: what the reference core loads, and how it writes them.
#include <gtest/gtest.h>

#include "format/generators_json.h"
#include "format/rules_json.h"
#include "support/oracle.h"
#include "unit/format_dsl/oracle_deviations.h"

namespace tally::format {
namespace {

using namespace testing_support;

std::string compared(const json::Value& recorded, const std::optional<json::Value>& written) {
    const bool loads = *recorded.find("loads")->boolean();
    if (!written) return loads ? "does not load" : "";
    if (!loads) return "loads as " + json::to_text(*written);
    return *written == *recorded.find("written") ? "" : json::to_text(*written);
}

std::string check_rule(const json::Value& recorded, Conduct) {
    Reading reading("", "");
    const auto rule = read_rule(Node(*recorded.find("rule")), reading);
    if (!rule || reading.refused()) return compared(recorded, std::nullopt);
    return compared(recorded, rule_to_json(*rule));
}

std::string check_generator(const json::Value& recorded, Conduct) {
    Reading reading("", "");
    const auto generator = read_generator(Node(*recorded.find("generator")), reading);
    if (!generator || reading.refused()) return compared(recorded, std::nullopt);
    return compared(recorded, generator_to_json(*generator));
}

class LoadingOracle : public OracleTest {};

TEST_F(LoadingOracle, RulesDeviateOnlyWhereTheyAreMeantTo) {
    const Deviations deviations = {
        {case_id("rule-loading", 46), "unknown matchers load, and fail when they are applied"},
        {case_id("rule-loading", 47), "unknown matchers load, and fail when they are applied"},
        {case_id("rule-loading", 67), "unknown matchers load, and fail when they are applied"},
        {case_id("rule-loading", 55), "min and max without a name are both kept"}};
    check_standard(cases("rule-loading.json"), deviations, check_rule);
}

TEST_F(LoadingOracle, GeneratorsDeviateOnlyWhereTheyAreMeantTo) {
    const Deviations deviations = {
        {case_id("generators", 29), "an unknown format of Uuid survives read and write"},
        {case_id("generators", 46), "unknown generators load, and leave the example as it is"},
        {case_id("generators", 49), "unknown generators load, and leave the example as it is"},
        {case_id("generators", 53), "limits beyond 32 bits are refused"}};
    check_standard(cases("generators.json"), deviations, check_generator);
}

}  // namespace
}  // namespace tally::format
