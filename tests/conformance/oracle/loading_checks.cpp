// How single rules and generators are read and written again.
#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "conformance/oracle/checks.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/generated_samples.h"
#include "conformance/oracle/members.h"
#include "format/generators_json.h"
#include "format/rules_json.h"

namespace tally::conformance {
namespace {

Verdict compare_loaded(const json::Value& recorded, const std::optional<json::Value>& written) {
    if (is_true(recorded, "loads") != written.has_value())
        return compare(!written.has_value(), written.has_value(), "readable");
    return written ? compare(member(recorded, "written"), *written) : holds();
}

// The core's numbers have 32 bits.
bool is_beyond_32_bits(const json::Value& generator) {
    for (const std::string_view name : {"min", "max", "digits", "size"}) {
        const json::Value& value = member(generator, name);
        if (!value.is_number()) continue;
        const double number = value.as_double().value_or(0);
        if (number > std::numeric_limits<std::int32_t>::max() ||
            number < std::numeric_limits<std::int32_t>::min())
            return true;
    }
    return false;
}

}  // namespace

Verdict check_rule_loading(const json::Value& recorded, const json::Value&) {
    const json::Value& given = member(recorded, "rule");
    format::Reading reading("", "rule");
    const auto rule = format::read_rule(format::Node(given), reading);
    if (!rule || reading.refused()) return compare_loaded(recorded, std::nullopt);
    if (!is_true(recorded, "loads") && std::holds_alternative<model::UnknownRule>(rule->kind))
        return documented(difference::kUnknownMatcher);
    json::Object written = format::rule_to_json(*rule);
    const Verdict verdict = compare_loaded(recorded, written);
    const bool has_both_limits = !given.find("match") && given.find("min") && given.find("max");
    if (verdict.outcome == Outcome::holds || !has_both_limits) return verdict;
    written.erase("max");
    return compare_loaded(recorded, written).outcome == Outcome::holds ? documented(difference::kBothLimits)
                                                                       : verdict;
}

Verdict check_generator(const json::Value& recorded, const json::Value&) {
    const json::Value& given = member(recorded, "generator");
    const bool core_loads = is_true(recorded, "loads");
    format::Reading reading("", "generator");
    const auto generator = format::read_generator(format::Node(given), reading);
    if (!generator || reading.refused()) {
        return core_loads && is_beyond_32_bits(given) ? documented(difference::kWideLimits)
                                                      : compare_loaded(recorded, std::nullopt);
    }
    if (!core_loads && std::holds_alternative<model::UnknownGenerator>(*generator))
        return documented(difference::kUnknownGenerator);
    json::Object written = format::generator_to_json(*generator);
    const Verdict loading = compare_loaded(recorded, written);
    if (loading.outcome == Outcome::holds) return core_loads ? check_samples(*generator, recorded) : holds();
    written.erase("format");
    const bool has_unknown_format = text_of(given, "type") == "Uuid" && core_loads &&
                                    compare_loaded(recorded, written).outcome == Outcome::holds;
    return has_unknown_format ? documented(difference::kUnknownUuidFormat) : loading;
}

}  // namespace tally::conformance
