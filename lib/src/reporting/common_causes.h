// At most one failure a cause across interactions too: when the provider is down, or answers all requests
// with one and the same refusal, that is told once, with who else met it.
#pragma once

#include <cstddef>
#include <vector>

#include "verification/verification_result.h"

namespace tally::reporting {

struct Failure {
    const verification::ContractResult* contract = nullptr;
    const verification::InteractionResult* interaction = nullptr;
};

struct ToldFailure : Failure {
    std::vector<Failure> alike;  // others with the same cause, which are not told themselves
};

// Everything that failed or could not be run, pending ones first; otherwise in the order of the run. Alike
// are obstacles with the same words, and responses of another status or content type than expected that are
// the same. Differences within a body, and flaky interactions, stay on their own. Points into `result`.
std::vector<ToldFailure> told_failures(const verification::VerificationResult& result);

// What the failures that break the run come to.
struct CauseTotals {
    std::size_t causes = 0;
    std::size_t differences = 0;
    std::size_t consumers = 0;  // that are affected
};
CauseTotals count_causes(const std::vector<ToldFailure>& failures);

}  // namespace tally::reporting
