#include "comparing/compare_rules.h"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "matching/apply_rule.h"

namespace tally::comparing {
namespace {

using namespace model;

bool is_scalar(const json::Value& value) {
    return !value.is_array() && !value.is_object();
}

bool is_equality(const MatchingRule& rule) {
    return std::holds_alternative<EqualityRule>(rule.kind);
}

bool is_only_equality(const RuleList* rules) {
    return !rules || rules->empty() || (rules->rules.size() == 1 && is_equality(rules->rules.front()));
}

bool covers_sizes(const TypeRule& wide, const TypeRule& narrow) {
    constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
    return wide.min.value_or(0) <= narrow.min.value_or(0) &&
           wide.max.value_or(no_limit) >= narrow.max.value_or(no_limit);
}

template <class... Kinds>
bool is_one_of(const MatchingRule& rule) {
    return (std::holds_alternative<Kinds>(rule.kind) || ...);
}

// Every value that satisfies `narrow` satisfies `wide`, for values of the kind of the example.
bool covers(const MatchingRule& wide, const MatchingRule& narrow, const json::Value* example) {
    if (wide == narrow) return true;
    if (const auto* type = std::get_if<TypeRule>(&wide.kind)) {
        if (const auto* other = std::get_if<TypeRule>(&narrow.kind)) return covers_sizes(*type, *other);
        if (type->min || type->max) return false;
        if (!example) return false;
        if (example->is_number()) return is_one_of<NumberRule, IntegerRule, DecimalRule>(narrow);
        if (example->is_boolean()) return is_one_of<BooleanRule>(narrow);
        if (example->is_null()) return is_one_of<NullRule>(narrow);
        if (example->is_string())
            return is_one_of<RegexRule, IncludeRule, DateRule, SemverRule, NotEmptyRule>(narrow);
        return is_one_of<NotEmptyRule, EachValueRule>(narrow);
    }
    if (std::holds_alternative<NumberRule>(wide.kind)) return is_one_of<IntegerRule, DecimalRule>(narrow);
    if (std::holds_alternative<NotEmptyRule>(wide.kind)) return is_one_of<DateRule, SemverRule>(narrow);
    if (const auto* include = std::get_if<IncludeRule>(&wide.kind)) {
        const auto* other = std::get_if<IncludeRule>(&narrow.kind);
        return other && other->value.find(include->value) != std::string::npos;
    }
    return false;
}

// All of several rules: each of the wider side is implied by one of the narrower.
bool covers(const RuleList& wide, const RuleList& narrow, const json::Value* example) {
    if (wide.combine != narrow.combine && (wide.rules.size() > 1 || narrow.rules.size() > 1)) return false;
    const auto implied = [&](const MatchingRule& rule) {
        return std::any_of(narrow.rules.begin(), narrow.rules.end(),
                           [&](const MatchingRule& other) { return covers(rule, other, example); });
    };
    if (wide.combine == Combine::any && wide.rules.size() > 1) {
        return std::all_of(narrow.rules.begin(), narrow.rules.end(), [&](const MatchingRule& rule) {
            return std::any_of(wide.rules.begin(), wide.rules.end(),
                               [&](const MatchingRule& other) { return covers(other, rule, example); });
        });
    }
    return std::all_of(wide.rules.begin(), wide.rules.end(), implied);
}

bool covers(const Expected& wide, const Expected& narrow) {
    // Rules of containers leave what is inside to the rules there
    if (is_only_equality(narrow.rules)) return !narrow.example || accepts(wide, *narrow.example);
    if (is_only_equality(wide.rules)) return false;
    return covers(*wide.rules, *narrow.rules, narrow.example);
}

std::string with_sizes(const TypeRule& rule) {
    std::string sizes;
    if (rule.min) sizes += "min " + std::to_string(*rule.min);
    if (rule.max) sizes += (sizes.empty() ? "max " : ", max ") + std::to_string(*rule.max);
    return sizes.empty() ? "type" : "type (" + sizes + ")";
}

std::string rule_text(const MatchingRule& rule) {
    const std::string name(rule_name(rule));
    if (const auto* type = std::get_if<TypeRule>(&rule.kind)) return with_sizes(*type);
    if (const auto* regex = std::get_if<RegexRule>(&rule.kind)) return name + " '" + regex->pattern + "'";
    if (const auto* include = std::get_if<IncludeRule>(&rule.kind)) return name + " '" + include->value + "'";
    if (const auto* date = std::get_if<DateRule>(&rule.kind))
        return date->format.empty() ? name : name + " '" + date->format + "'";
    return name;
}

}  // namespace

Width compare_rules(const Expected& older, const Expected& newer) {
    const bool both_equal = is_only_equality(older.rules) && is_only_equality(newer.rules);
    if (both_equal || (older.rules && newer.rules && *older.rules == *newer.rules)) return Width::same;
    const bool wider = covers(newer, older);
    const bool narrower = covers(older, newer);
    if (wider && narrower) return Width::same;
    return wider ? Width::wider : narrower ? Width::narrower : Width::other;
}

bool is_exact(const Expected& expected) {
    return is_only_equality(expected.rules);
}

bool accepts(const Expected& expected, const json::Value& value) {
    if (is_only_equality(expected.rules)) return expected.example && *expected.example == value;
    const matching::Settings settings;
    const auto complaints = matching::check_all(*expected.rules, [&](const MatchingRule& rule) {
        if (is_equality(rule) && !is_scalar(value)) {
            return expected.example && *expected.example == value ? matching::Complaint()
                                                                  : matching::Complaint("another value");
        }
        if (std::holds_alternative<StatusCodeRule>(rule.kind)) {
            const int status = static_cast<int>(value.integer().value_or(0));
            return matching::check_status(rule, status, status, settings);
        }
        if (!is_scalar(value)) return matching::check_container(rule, value, false, settings);
        return matching::check_value(rule, expected.example ? *expected.example : value, value, settings);
    });
    return complaints.empty();
}

std::string rules_text(const RuleList* rules) {
    if (!rules || rules->empty()) return "equality";
    std::string text;
    for (const MatchingRule& rule : rules->rules) {
        if (!text.empty()) text += rules->combine == Combine::any ? " or " : " and ";
        text += rule_text(rule);
    }
    return text;
}

}  // namespace tally::comparing
