// A verification in the Test Anything Protocol, version 14: one test point for each interaction.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::reporting {

// Pending failures are `# TODO`, interactions left out `# SKIP`; failures have their diagnostics as YAML.
// Contracts that could not be read and the like are test points of their own at the end. `rerun` is the
// command as it was given, secrets masked.
std::string tap_report(const verification::VerificationResult& result, const std::string& rerun);

}  // namespace tally::reporting
