// A verification for code scanners: SARIF 2.1.0 with one result for each failure.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::reporting {

struct SarifReportSettings {
    std::string version;                    // of the program
    std::string rerun = "contract-verify";  // the command as it was given, secrets masked
};

// A result stands where the contract does; where the consumer wrote the expectation is related.
std::string sarif_report(const verification::VerificationResult& result, const SarifReportSettings& settings);

}  // namespace tally::reporting
