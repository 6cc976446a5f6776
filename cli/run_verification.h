// contract-verify from its options to its exit code: fetch, verify, publish, report.
#pragma once

#include "cli/exit_code.h"
#include "cli/verify_options.h"
#include "verification/verification_result.h"

namespace tally::cli {

ExitCode exit_code_of(verification::Verdict verdict);

ExitCode run_verification(const VerifyOptions& options);

}  // namespace tally::cli
