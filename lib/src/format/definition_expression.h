// Matching rules as one line of text: "matching(regex, '\\d+', '12')", "atLeast(1), eachValue(matching(type,
// 'x'))". Pact calls these matching rule definition expressions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "format/warning.h"
#include "model/generator.h"
#include "model/matching_rule.h"
#include "tally/result.h"

namespace tally::format {

constexpr std::size_t kMaxDefinitionBytes = 64u << 10;
constexpr std::size_t kMaxDefinitionDepth = 32;  // eachValue(eachValue(...))

struct DefinitionOptions {
    // As the reference core: escapes in some strings only, a final quote lost after a backslash, `decimal`
    // with a provider state becomes `number`.
    bool strict_compat = false;
};

enum class ExampleType : std::uint8_t { unknown, string, number, integer, decimal, boolean };

// "String", "Unknown" and so on.
std::string_view to_text(ExampleType type);

// matching($'name'): the rules are those of the attribute `name` beside the expression.
struct RuleReference {
    std::string name;
    bool operator==(const RuleReference&) const = default;
};

struct Definition {
    std::string value;  // the example as text, or the name of a reference; empty for null
    ExampleType type = ExampleType::unknown;
    std::optional<json::Value>
        example;  // of arrayContains one element for each variant; nothing: there is none
    std::vector<std::variant<model::MatchingRule, RuleReference>> rules;
    std::optional<model::Generator> generator;
    Warnings warnings;  // a second example or generator that was not used
    bool operator==(const Definition&) const = default;
};

// Text that starts with no keyword of the language is a plain example without rules. Error::where is
// "line:column".
Result<Definition> parse_definition(std::string_view text, const DefinitionOptions& options = {});

// Whether text starts with a keyword: matching, notEmpty, eachKey, eachValue, arrayContains, atLeast, atMost.
bool is_definition(std::string_view text);

}  // namespace tally::format
