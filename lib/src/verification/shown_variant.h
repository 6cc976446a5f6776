// Interactions that are a variant of another: an optional that is absent, a null, an alternative. What the
// matching lets pass need not show the variant, since what a response has too much is no difference.
#pragma once

#include <optional>
#include <string>

#include "http/message.h"
#include "model/contract.h"

namespace tally::verification {

struct Variant {
    std::string of;      // key of the interaction in which everything is there
    std::string what;    // "without $.note"
    std::string absent;  // "$.note", "header ETag", "metadata topic"; empty when it is not about an absence
};
std::optional<Variant> variant_in(const model::Interaction& interaction);

// The interaction that `variant` is a variant of; null when the contract lacks it.
const model::Interaction* base_of(const model::Contract& contract, const model::Interaction& variant);

// Of a response that has passed: empty when it shows the variant, else what it has instead ("$.note came all
// the same").
std::string what_came_instead(const model::Contract& contract, const model::Interaction& variant,
                              const http::Response& response);

}  // namespace tally::verification
