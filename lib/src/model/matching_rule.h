// Matching rules: what may differ from the example. One struct a kind; pact-compatible names in
// format/rules_json.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "model/generator.h"
#include "model/path_expression.h"

namespace tally::model {

struct MatchingRule;
struct RuleList;
struct KeyedRules;

struct EqualityRule {  // V3 "equality"
    bool operator==(const EqualityRule&) const = default;
};
struct RegexRule {  // V2 "regex"
    std::string pattern;
    bool operator==(const RegexRule&) const = default;
};
struct TypeRule {  // V2 "type", with "min" and "max"
    std::optional<std::size_t> min;
    std::optional<std::size_t> max;
    bool operator==(const TypeRule&) const = default;
};
struct IncludeRule {  // V3 "include"
    std::string value;
    bool operator==(const IncludeRule&) const = default;
};
struct NumberRule {  // V3
    bool operator==(const NumberRule&) const = default;
};
struct IntegerRule {  // V3
    bool operator==(const IntegerRule&) const = default;
};
struct DecimalRule {  // V3, also written "real"
    bool operator==(const DecimalRule&) const = default;
};
struct NullRule {  // V3
    bool operator==(const NullRule&) const = default;
};
struct BooleanRule {  // V3
    bool operator==(const BooleanRule&) const = default;
};
struct DateRule {  // V3 "date", "time", "datetime" ("timestamp")
    DateKind kind = DateKind::datetime;
    std::string format;  // empty: the kind's default
    bool operator==(const DateRule&) const = default;
};
struct ContentTypeRule {  // V3
    std::string value;
    bool operator==(const ContentTypeRule&) const = default;
};
struct ValuesRule {  // V3
    bool operator==(const ValuesRule&) const = default;
};
struct ArrayContainsVariant {
    std::size_t index = 0;          // of the example element
    std::vector<KeyedRules> rules;  // paths relative to the element
    std::vector<KeyedGenerator> generators;
    friend bool operator==(const ArrayContainsVariant&, const ArrayContainsVariant&);
};
struct ArrayContainsRule {  // V4
    std::vector<ArrayContainsVariant> variants;
    bool operator==(const ArrayContainsRule&) const = default;
};
enum class StatusClass : std::uint8_t {
    info,
    success,
    redirect,
    client_error,
    server_error,
    non_error,
    error
};
struct StatusCodeRule {  // V4
    std::variant<StatusClass, std::vector<int>> status = StatusClass::success;
    bool operator==(const StatusCodeRule&) const = default;
};
struct NotEmptyRule {  // V4
    bool operator==(const NotEmptyRule&) const = default;
};
struct SemverRule {  // V4
    bool operator==(const SemverRule&) const = default;
};
struct EachKeyRule {  // V4
    std::vector<MatchingRule> rules;
    std::optional<json::Value> value;
    std::optional<Generator> generator;
    friend bool operator==(const EachKeyRule&, const EachKeyRule&);
};
struct EachValueRule {  // V4
    std::vector<MatchingRule> rules;
    std::optional<json::Value> value;
    std::optional<Generator> generator;
    friend bool operator==(const EachValueRule&, const EachValueRule&);
};
// From a plugin, or misspelt: kept through read and write, fails whatever it is applied to.
struct UnknownRule {
    std::string name;
    json::Value attributes;  // the object as read
    bool operator==(const UnknownRule&) const = default;
};

struct MatchingRule {
    std::variant<EqualityRule, RegexRule, TypeRule, IncludeRule, NumberRule, IntegerRule, DecimalRule,
                 NullRule, BooleanRule, DateRule, ContentTypeRule, ValuesRule, ArrayContainsRule,
                 StatusCodeRule, NotEmptyRule, SemverRule, EachKeyRule, EachValueRule, UnknownRule>
        kind;
    bool operator==(const MatchingRule&) const = default;
};

// As contract files spell it: "regex", "datetime"; of an unknown rule the name it was given.
std::string_view rule_name(const MatchingRule& rule);

enum class Combine : std::uint8_t { all, any };  // "AND", "OR"

// The rules of one node.
struct RuleList {
    std::vector<MatchingRule> rules;
    Combine combine = Combine::all;
    bool empty() const { return rules.empty(); }
    bool operator==(const RuleList&) const = default;
};

struct KeyedRules {
    std::string key;      // as in the file: a header or query name, or a path
    PathExpression path;  // parsed key; for header and query one Field with the literal name
    RuleList list;
    bool operator==(const KeyedRules&) const = default;
};

// All rules of a request, response or message, in file order.
struct MatchingRules {
    RuleList path;
    RuleList status;
    std::vector<KeyedRules> query;
    std::vector<KeyedRules> header;
    std::vector<KeyedRules> body;
    std::vector<KeyedRules> metadata;
    bool empty() const {
        return path.empty() && status.empty() && query.empty() && header.empty() && body.empty() &&
               metadata.empty();
    }
    bool operator==(const MatchingRules&) const = default;
};

}  // namespace tally::model
