// A verification as GitHub's workflow commands: notes beside the lines of contracts, for standard output.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::reporting {

// One line for each cause, and for each warning. `rerun` is the command as it was given, secrets masked.
std::string github_report(const verification::VerificationResult& result, const std::string& rerun);

}  // namespace tally::reporting
