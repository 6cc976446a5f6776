// A state that nothing handles: an error of its own, whose remedy is the text of the handler to add. All of
// them are what a StateHandler returns for a state it does not know. `where` names the call, `what` says how
// it ended.
#pragma once

#include <string>

#include "verification/provider_states.h"

namespace tally::verification {

// `query` is what the URL was asked with, when state and parameters go there and not into the body.
Error missing_in_url(const StateChange& change, const std::string& query, std::string where,
                     std::string what);
Error missing_in_command(const StateChange& change, std::string where, std::string what);
// Of handlers in the program that verifies; `registration` is the C++ that adds one:
// "verifier.state(\"order 42 exists\", ...)".
Error missing_in_program(const StateChange& change, const std::string& registration);

}  // namespace tally::verification
