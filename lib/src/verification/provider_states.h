// Bringing a provider into the state an interaction needs, and back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "http/client.h"
#include "http/retry.h"
#include "model/interaction.h"
#include "tally/result.h"

namespace tally::verification {

enum class StateAction { setup, teardown };
std::string_view action_name(StateAction action);  // "setup"

struct StateChange {
    const model::ProviderState& state;  // with an empty name for interactions that need none
    StateAction action = StateAction::setup;
    const std::string& consumer;
};

json::Object document_of(const StateChange& change);  // {"action", "params", "state"}
std::string call_name(const StateChange& change);     // "setting up state 'order 42 exists'"

// Does it, and returns values that generators may use (see ProviderStateGenerator). An Error is a failure of
// the environment, not of the contract: ErrorCode::not_found says that nothing handles this state, every
// other code that handling it failed.
using StateHandler = std::function<Result<json::Object>(const StateChange&)>;

struct StateUrlSettings {
    std::string url;        // absolute
    bool as_query = false;  // state and parameters in the query instead of a JSON body
    http::Headers headers;  // sent with every call
    http::Limits limits;
    // 3.5 s in all: most failures of a state handler are there to stay
    http::RetryPolicy retries = {.retries = 3, .retry_after = http::RetryAfter::of_429};
};

// A handler that asks a URL: POST {"state", "params", "action"}. A JSON object in the answer gives values.
Result<StateHandler> state_url_handler(StateUrlSettings settings, http::Client& client, http::Pause pause);

// All states of the interaction in order (one call with an empty name when it has none), all of them also
// after a failure. Values: parameters of all states first, what handlers returned over them, later states
// last.
struct StatesOutcome {
    json::Object values;
    std::optional<Error> failure;  // the first one
};
StatesOutcome change_states(const model::Interaction& interaction, StateAction action,
                            const std::string& consumer, const StateHandler& handler);

}  // namespace tally::verification
