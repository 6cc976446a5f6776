// Which variants of interactions nobody saw in a verification.
#pragma once

#include <vector>

#include "verification/verification_result.h"

namespace tally::verification {

// In the order of the contracts; one of several contracts of a consumer is enough to have seen it. Without
// those of pending interactions; none where nothing was compared at all.
std::vector<UnwitnessedVariant> unwitnessed_variants(const VerificationResult& result);

}  // namespace tally::verification
