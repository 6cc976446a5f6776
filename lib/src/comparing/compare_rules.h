// Which of two places accepts more, by its rules and its example.
#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"
#include "model/matching_rule.h"

namespace tally::comparing {

enum class Width : std::uint8_t { same, wider, narrower, other };  // of the newer one

// An example with the rules that apply to it; no rules: it has to be equal.
struct Expected {
    const model::RuleList* rules = nullptr;
    const json::Value* example = nullptr;  // null where there is none to judge by
};

// How the rules differ, whatever the examples are.
Width compare_rules(const Expected& older, const Expected& newer);

// No rule leaves anything open.
bool is_exact(const Expected& expected);

// Whether the value satisfies all rules of the place.
bool accepts(const Expected& expected, const json::Value& value);

// "integer", "regex '\d+'", "type (min 1)", "equality".
std::string rules_text(const model::RuleList* rules);

}  // namespace tally::comparing
