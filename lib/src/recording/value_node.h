// The inner form of a tally::Value: an example with what may differ from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "model/generator.h"
#include "model/matching_rule.h"
#include "tally/matchers.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally::recording {

// A mistake in an expectation, found while it was written.
struct Mistake {
    Place place;
    std::string text;
};

// What may come in place of a value of a response, in a provider state that brings it about.
struct AlternativeNode {
    std::optional<Value> value;  // nothing: the member is absent
    std::string what;            // "without", "with null at": goes before the path
    matchers::State state;
    Place place;
};

// How the parts of a value are addressed by the rules inside them.
enum class Parts : std::uint8_t {
    each,       // every element and member by its own index or name
    any_index,  // an array whose elements are copies of one example: their rules stand at [*]
    any_field,  // an object whose members stand for all others: their rules stand at .*
    variants,   // examples of array_containing(): their rules are inside the rule of the array
};

struct ValueNode {
    // The example: a scalar, or the parts of an array or object.
    std::variant<json::Value, std::vector<Value>, std::vector<Member>> content;
    std::vector<model::MatchingRule> rules;
    model::Combine combine = model::Combine::all;
    std::optional<model::Generator> generator;
    Parts parts = Parts::each;
    std::vector<AlternativeNode> alternatives;
    bool absent = false;  // a member that is left out: an alternative that was chosen
    std::vector<Mistake> mistakes;

    const json::Value* scalar() const { return std::get_if<json::Value>(&content); }
    const std::vector<Value>* items() const { return std::get_if<std::vector<Value>>(&content); }
    const std::vector<Member>* members() const { return std::get_if<std::vector<Member>>(&content); }
};

// "Null" ... "Object": the words mismatches use.
json::Kind kind_of(const ValueNode& node);

Value value_of(ValueNode node);

}  // namespace tally::recording
