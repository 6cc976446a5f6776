// JUnit XML as build servers read it: one suite a contract, one test case an interaction.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::reporting {

// Failures are differences; errors are interactions that could not be run and contracts that could not be
// read; pending and left out ones are skipped.
std::string junit_report(const verification::VerificationResult& result);

}  // namespace tally::reporting
