// The inner form of a tally::Value: an example with what may differ from it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "model/generator.h"
#include "model/matching_rule.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally::recording {

// A mistake in an expectation, found while it was written.
struct Mistake {
    Place place;
    std::string text;
};

struct ValueNode {
    // The example: a scalar, or the parts of an array or object.
    std::variant<json::Value, std::vector<Value>, std::vector<Member>> content;
    std::vector<model::MatchingRule> rules;
    std::optional<model::Generator> generator;
    bool one_for_all = false;  // an array whose elements are copies of one example: their rules stand at [*]
    std::vector<Mistake> mistakes;

    const json::Value* scalar() const { return std::get_if<json::Value>(&content); }
    const std::vector<Value>* items() const { return std::get_if<std::vector<Value>>(&content); }
    const std::vector<Member>* members() const { return std::get_if<std::vector<Member>>(&content); }
};

// "Null" ... "Object": the words mismatches use.
json::Kind kind_of(const ValueNode& node);

}  // namespace tally::recording
