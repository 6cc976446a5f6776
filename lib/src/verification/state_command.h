// Provider states set by a command of the user's, for providers that have no URL for it.
#pragma once

#include <chrono>
#include <string>

#include "verification/provider_states.h"

namespace tally::verification {

// What a command ends with to say that it does not know the state.
constexpr int kUnknownStateExitCode = 64;

struct StateCommandSettings {
    std::string command;  // for /bin/sh -c
    std::chrono::milliseconds deadline{5000};
};

// A handler that runs the command for each change of a named state, with {"action", "consumer", "params",
// "state"} on its stdin and the same in TALLY_STATE_ACTION, TALLY_CONSUMER, TALLY_STATE_PARAMS (JSON; left
// out when too long for a variable) and TALLY_STATE. Exit code 0 is success, and a JSON object on stdout
// gives values. Interactions without a state do not run it.
StateHandler state_command_handler(StateCommandSettings settings);

}  // namespace tally::verification
