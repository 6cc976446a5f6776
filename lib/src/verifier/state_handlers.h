// The states of a provider that is verified in its own process.
#pragma once

#include <map>
#include <string>

#include "verification/provider_states.h"
#include "verifier/draft.h"

namespace tally::verifier {

// Interactions without a state need no handler. What a handler throws is an Error, as is a state that none is
// for: its remedy is the C++ to add. `handlers` must outlive the result.
verification::StateHandler state_handler(const std::map<std::string, StateHandlers>& handlers);

}  // namespace tally::verifier
