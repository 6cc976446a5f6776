// contract-verify --list-states: what provider states the contracts need.
#pragma once

#include <string>

#include "cli/exit_code.h"
#include "verification/contract_sources.h"
#include "verification/verification_settings.h"

namespace tally::cli {

// Prints them as "text" or "json".
ExitCode list_states(verification::CollectedContracts collected, const std::string& form,
                     const verification::VerificationSettings& settings);

}  // namespace tally::cli
