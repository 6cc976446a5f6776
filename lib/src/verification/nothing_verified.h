// Green only when something was looked at: why nothing was, in a sentence.
#pragma once

#include <optional>

#include "verification/verify.h"

namespace tally::verification {

// Nothing when at least one interaction was compared.
std::optional<NothingVerified> explain_nothing(const VerificationResult& result,
                                               const CollectedContracts& collected,
                                               const VerificationSettings& settings);

}  // namespace tally::verification
