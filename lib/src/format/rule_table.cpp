#include "format/rule_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/date_pattern.h"
#include "base/text.h"
#include "format/generators_json.h"
#include "format/rules_json.h"

namespace tally::format {
namespace {

using namespace model;

std::string required_text(const Node& node, std::string_view matcher, std::string_view attribute,
                          std::string_view remedy, Reading& reading) {
    const std::optional<Node> found = node.find(attribute);
    if (found) return as_text(found->value());
    reading.refuse(node,
                   "matcher '" + std::string(matcher) + "' has no '" + std::string(attribute) + "' attribute",
                   std::string(remedy));
    return {};
}

// Numbers may be given as text; a fraction is cut off; anything else, and negative ones, count as absent.
std::optional<std::size_t> optional_count(const Node& node, std::string_view name, Reading& reading) {
    const std::optional<Node> found = node.find(name);
    if (!found) return std::nullopt;
    const std::string text = as_text(found->value());
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    constexpr double limit = 9e15;  // exact in a double, beyond any size
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    if (is_number && number >= 0 && number < limit) return static_cast<std::size_t>(std::floor(number));
    reading.warn(*found, "'" + std::string(name) + "' is not a count and is ignored",
                 "write a whole number from 0");
    return std::nullopt;
}

template <class Rule>
MatchingRule read_plain(const Node&, Reading&) {
    return {Rule{}};
}
void write_nothing(const MatchingRule&, json::Object&) {}

MatchingRule read_regex(const Node& node, Reading& reading) {
    RegexRule rule{required_text(node, "regex", "regex", "add the pattern to the rule", reading)};
    reading.check_pattern(node, rule.pattern);
    return {std::move(rule)};
}
void write_regex(const MatchingRule& rule, json::Object& members) {
    members.set("regex", std::get<RegexRule>(rule.kind).pattern);
}

MatchingRule read_type(const Node& node, Reading& reading) {
    return {TypeRule{optional_count(node, "min", reading), optional_count(node, "max", reading)}};
}
void write_type(const MatchingRule& rule, json::Object& members) {
    const auto& type = std::get<TypeRule>(rule.kind);
    if (type.min) members.set("min", static_cast<std::uint64_t>(*type.min));
    if (type.max) members.set("max", static_cast<std::uint64_t>(*type.max));
}
MatchingRule read_min(const Node& node, Reading& reading) {
    required_text(node, "min", "min", "add the smallest number of elements to the rule", reading);
    return read_type(node, reading);
}
MatchingRule read_max(const Node& node, Reading& reading) {
    required_text(node, "max", "max", "add the largest number of elements to the rule", reading);
    return read_type(node, reading);
}

MatchingRule read_include(const Node& node, Reading& reading) {
    return {IncludeRule{
        required_text(node, "include", "value", "add the text that must be contained as 'value'", reading)}};
}
void write_include(const MatchingRule& rule, json::Object& members) {
    members.set("value", std::get<IncludeRule>(rule.kind).value);
}

MatchingRule read_content_type(const Node& node, Reading& reading) {
    return {ContentTypeRule{
        required_text(node, "contentType", "value", "add the expected content type as 'value'", reading)}};
}
void write_content_type(const MatchingRule& rule, json::Object& members) {
    members.set("value", std::get<ContentTypeRule>(rule.kind).value);
}

// The format stands in "format" or, in old files, in a member named like the matcher.
std::optional<Node> find_date_format(const Node& node, Reading& reading) {
    for (const std::string_view name : {"format", "timestamp", "datetime", "date", "time"}) {
        const std::optional<Node> found = node.find(name);
        if (!found || found->value().is_null()) continue;
        if (found->value().string()) return found;
        reading.warn(*found, "'" + std::string(name) + "' is not a string and is ignored",
                     "write the format as a string, for example \"yyyy-MM-dd\"");
    }
    return std::nullopt;
}

template <DateKind kind>
MatchingRule read_date(const Node& node, Reading& reading) {
    const std::optional<Node> found = find_date_format(node, reading);
    DateRule rule{kind, found ? *found->value().string() : ""};
    if (!rule.format.empty()) {
        if (const auto pattern = parse_date_pattern(rule.format); !pattern) {
            reading.warn(*found,
                         "the date format '" + text::shorten(rule.format, 200) +
                             "' is not valid: " + pattern.error().what,
                         "correct the format: whatever the rule applies to fails until then",
                         WarningKind::date_format);
        }
    }
    return {std::move(rule)};
}
void write_date(const MatchingRule& rule, json::Object& members) {
    members.set("format", std::get<DateRule>(rule.kind).format);
}

MatchingRule read_array_contains(const Node& node, Reading& reading) {
    ArrayContainsRule rule;
    const std::optional<Node> variants = node.find("variants");
    if (!variants || !variants->value().is_array()) {
        reading.refuse(node, "matcher 'arrayContains' has no 'variants' array",
                       "add the variants, each with 'index' and 'rules'");
        return {std::move(rule)};
    }
    for (std::size_t i = 0; i < variants->value().array()->size(); ++i) {
        const Node variant = variants->at(i);
        ArrayContainsVariant& added = rule.variants.emplace_back();
        added.index = optional_count(variant, "index", reading).value_or(0);
        if (const auto rules = optional_object(variant, "rules", reading))
            added.rules = read_keyed_rules(*rules, reading);
        if (const auto generators = optional_object(variant, "generators", reading)) {
            added.generators = read_keyed_generators(*generators, reading);
        }
    }
    return {std::move(rule)};
}
void write_array_contains(const MatchingRule& rule, json::Object& members) {
    json::Array variants;
    for (const ArrayContainsVariant& variant : std::get<ArrayContainsRule>(rule.kind).variants) {
        json::Object written;
        written.set("index", static_cast<std::uint64_t>(variant.index));
        written.set("rules", keyed_rules_to_json(variant.rules));
        if (!variant.generators.empty())
            written.set("generators", keyed_generators_to_json(variant.generators));
        variants.emplace_back(std::move(written));
    }
    members.set("variants", std::move(variants));
}

struct StatusName {
    StatusClass status;
    std::string_view name;
};
constexpr std::array<StatusName, 7> kStatusNames = {{{StatusClass::info, "info"},
                                                     {StatusClass::success, "success"},
                                                     {StatusClass::redirect, "redirect"},
                                                     {StatusClass::client_error, "clientError"},
                                                     {StatusClass::server_error, "serverError"},
                                                     {StatusClass::non_error, "nonError"},
                                                     {StatusClass::error, "error"}}};

void refuse_status(const Node& node, Reading& reading) {
    reading.refuse(
        node, "matcher 'statusCode' has an unknown 'status'",
        "use info, success, redirect, clientError, serverError, nonError, error or an array of codes");
}

MatchingRule read_status_code(const Node& node, Reading& reading) {
    const std::optional<Node> status = node.find("status");
    if (!status || status->value().is_null()) return {StatusCodeRule{}};
    if (const std::string* name = status->value().string()) {
        for (const StatusName& known : kStatusNames) {
            if (known.name == *name) return {StatusCodeRule{known.status}};
        }
    }
    const json::Array* codes = status->value().array();
    if (!codes) {
        refuse_status(*status, reading);
        return {StatusCodeRule{}};
    }
    std::vector<int> numbers;
    for (const json::Value& code : *codes) {
        const std::string text = as_text(code);
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) refuse_status(*status, reading);
        numbers.push_back(number);
    }
    return {StatusCodeRule{std::move(numbers)}};
}
void write_status_code(const MatchingRule& rule, json::Object& members) {
    const auto& status = std::get<StatusCodeRule>(rule.kind).status;
    if (const auto* codes = std::get_if<std::vector<int>>(&status)) {
        members.set("status", json::Array(codes->begin(), codes->end()));
        return;
    }
    const auto known = std::find_if(kStatusNames.begin(), kStatusNames.end(), [&](const StatusName& row) {
        return row.status == std::get<StatusClass>(status);
    });
    members.set("status", known->name);
}

template <class Rule>
MatchingRule read_each(const Node& node, Reading& reading) {
    Rule rule;
    if (const std::optional<Node> rules = node.find("rules"); rules && !rules->value().is_null()) {
        const json::Array* array = rules->value().array();
        if (!array) {
            reading.refuse(*rules, "'rules' of an eachKey or eachValue matcher is not an array",
                           "write the matchers as an array");
        }
        for (std::size_t i = 0; array && i < array->size(); ++i) {
            if (auto nested = read_rule(rules->at(i), reading)) rule.rules.push_back(std::move(*nested));
        }
    }
    // The reference core knows examples as text only.
    if (const std::optional<Node> value = node.find("value"))
        rule.value = json::Value(as_text(value->value()));
    if (const auto generator = optional_object(node, "generator", reading)) {
        rule.generator = read_generator(*generator, reading);
    }
    return {std::move(rule)};
}
template <class Rule>
void write_each(const MatchingRule& rule, json::Object& members) {
    const auto& each = std::get<Rule>(rule.kind);
    json::Array rules;
    for (const MatchingRule& nested : each.rules) rules.emplace_back(rule_to_json(nested));
    members.set("rules", std::move(rules));
    if (each.value) members.set("value", *each.value);
    if (each.generator) members.set("generator", generator_to_json(*each.generator));
}

using V = SpecVersion;

const std::vector<RuleKind>& table() {
    static const std::vector<RuleKind> kinds = {
        {"equality", {}, {}, V::v3, read_plain<EqualityRule>, write_nothing},
        {"regex", {}, {"regex"}, V::v2, read_regex, write_regex},
        {"type", {}, {"min", "max"}, V::v2, read_type, write_type},
        {"min", {"min-type"}, {"min", "max"}, V::v2, read_min, write_type},  // read only: written as "type"
        {"max", {"max-type"}, {"min", "max"}, V::v2, read_max, write_type},
        {"include", {}, {"value"}, V::v3, read_include, write_include},
        {"number", {}, {}, V::v3, read_plain<NumberRule>, write_nothing},
        {"integer", {}, {}, V::v3, read_plain<IntegerRule>, write_nothing},
        {"decimal", {"real"}, {}, V::v3, read_plain<DecimalRule>, write_nothing},
        {"null", {}, {}, V::v3, read_plain<NullRule>, write_nothing},
        {"boolean", {}, {}, V::v3, read_plain<BooleanRule>, write_nothing},
        {"date", {}, {"format"}, V::v3, read_date<DateKind::date>, write_date},
        {"time", {}, {"format"}, V::v3, read_date<DateKind::time>, write_date},
        {"datetime", {"timestamp"}, {"format"}, V::v3, read_date<DateKind::datetime>, write_date},
        {"contentType", {"content-type"}, {"value"}, V::v3, read_content_type, write_content_type},
        {"values", {}, {}, V::v3, read_plain<ValuesRule>, write_nothing},
        {"arrayContains", {"array-contains"}, {"variants"}, V::v4, read_array_contains, write_array_contains},
        {"statusCode", {"status-code"}, {"status"}, V::v4, read_status_code, write_status_code},
        {"notEmpty", {"not-empty"}, {}, V::v4, read_plain<NotEmptyRule>, write_nothing},
        {"semver", {}, {}, V::v4, read_plain<SemverRule>, write_nothing},
        {"eachKey",
         {"each-key"},
         {"rules", "value", "generator"},
         V::v4,
         read_each<EachKeyRule>,
         write_each<EachKeyRule>},
        {"eachValue",
         {"each-value"},
         {"rules", "value", "generator"},
         V::v4,
         read_each<EachValueRule>,
         write_each<EachValueRule>},
    };
    return kinds;
}

}  // namespace

std::span<const RuleKind> rule_kinds() {
    return table();
}

const RuleKind* find_rule_kind(std::string_view name) {
    for (const RuleKind& kind : table()) {
        if (kind.name == name) return &kind;
        if (std::find(kind.aliases.begin(), kind.aliases.end(), name) != kind.aliases.end()) return &kind;
    }
    return nullptr;
}

}  // namespace tally::format
