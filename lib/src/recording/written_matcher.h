// What the files that implement tally/matchers.h share: making nodes, and noting mistakes in them.
#pragma once

#include <string>
#include <utility>

#include "model/generator.h"
#include "model/matching_rule.h"
#include "recording/value_node.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally::recording {

std::string in_quotes(const std::string& text);

// The example with one more rule. A matcher around a matcher asks for both.
template <class Rule>
ValueNode with_rule(const Value& example, Rule rule) {
    ValueNode node = example.node();
    node.rules.push_back(model::MatchingRule{std::move(rule)});
    return node;
}

void note(ValueNode& node, Place place, std::string text);

// For matchers without rules of their own about their example: whether it satisfies the last rule.
void check_example(ValueNode& node, Place place);

// The text of a pattern that matches exactly `text`.
std::string escaped_pattern(const std::string& text);

}  // namespace tally::recording
