// What to do about an interaction that failed or could not be run.
#pragma once

#include <string>
#include <vector>

#include "verification/verification_result.h"

namespace tally::reporting {

// One sentence for each that is at fault, the provider first; each on one line and safe for a terminal.
std::vector<std::string> remedies_of(const verification::ContractResult& contract,
                                     const verification::InteractionResult& result);

}  // namespace tally::reporting
