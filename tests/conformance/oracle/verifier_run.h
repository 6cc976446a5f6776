// One recorded run of the verifier, run again: in this process, or as a user runs the program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/json.h"
#include "conformance/oracle/recording_provider.h"
#include "tally/result.h"

namespace tally::conformance {

struct VerifierRun {
    std::vector<http::Request> requests;  // as the provider got them
    int exit_code = 0;
    json::Value report;  // the JSON report; null when there is none
};

// The command line of a case: its own arguments, and where contract and provider are, unless they say so
// themselves.
std::vector<std::string> verifier_arguments(const json::Value& recorded,
                                            const std::filesystem::path& contract,
                                            const RecordingProvider& provider);

// The contract of a case, as a file in `folder`.
Result<std::filesystem::path> write_contract_of(const json::Value& recorded,
                                                const std::filesystem::path& folder);

// Everything that the program contract-verify does, but for what it prints.
VerifierRun run_verifier(const std::vector<std::string>& arguments, RecordingProvider& provider);

}  // namespace tally::conformance
