// Which interactions of a contract are verified.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/regex.h"
#include "model/interaction.h"

namespace tally::verification {

struct Filters {
    std::optional<Regex> description;  // found in it
    std::optional<Regex> state;        // found in the name of any state
    bool no_state = false;             // only interactions without one
    std::vector<std::string> only;     // short ids, keys or broker ids
    bool empty() const { return !description && !state && !no_state && only.empty(); }
};

// The option that leaves it out; empty when it is to be verified. `id` is the short one.
std::string why_skipped(const model::Interaction& interaction, const std::string& id, const Filters& filters);

}  // namespace tally::verification
