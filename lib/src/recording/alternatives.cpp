// The matchers of tally/matchers.h for what may come in several forms. Each notes its alternatives in the node; variants
// are made of them when the contract is run.
#include <string>
#include <utility>

#include "recording/written_matcher.h"
#include "tally/matchers.h"

namespace tally::matchers {

using recording::note;
using recording::value_of;
using recording::ValueNode;

Value optional(Value present, State when_absent, Place place) {
    ValueNode node = present.node();
    node.alternatives.push_back({std::nullopt, "without %", std::move(when_absent), place});
    return value_of(std::move(node));
}
Value optional(Value present, Place place) {
    return optional(std::move(present), State{}, place);
}

Value nullable(Value value, State when_null, Place place) {
    ValueNode node = value.node();
    if (node.scalar() != nullptr && node.scalar()->is_null() && node.rules.empty())
        note(node, place, "nullable() needs the value that comes when it is not null");
    node.alternatives.push_back({Value(), "with % null", std::move(when_null), place});
    return value_of(std::move(node));
}
Value nullable(Value value, Place place) {
    return nullable(std::move(value), State{}, place);
}

Value any_of(std::vector<Alternative> alternatives, Place place) {
    ValueNode node;
    if (!alternatives.empty()) node = alternatives.front().value.node();
    if (alternatives.size() < 2) note(node, place, "any_of() chooses between values; write two at least");
    for (std::size_t i = 1; i < alternatives.size(); ++i) {
        node.alternatives.push_back({std::move(alternatives[i].value),
                                     "with alternative " + std::to_string(i + 1) + " of %",
                                     alternatives[i].state.value_or(State{}), place});
    }
    if (!alternatives.empty() && alternatives.front().state)
        note(node, place,
             "the first alternative of any_of() is what the interaction itself has; name its state with .given()");
    return value_of(std::move(node));
}

}  // namespace tally::matchers
