// Flake hunt: why interactions do not always end alike. Runs them again, alone and after others.
#pragma once

#include <cstddef>

#include "verification/verify.h"

namespace tally::hunting {

// How much may be run again, in interactions. Zero: as much as fits the number of interactions.
struct HuntLimits {
    std::size_t for_each = 0;
    std::size_t in_all = 0;
};

// Fills cause and details of `flaky` of the interactions that have it; sets it for those that failed in each
// run but pass alone. To be the examination of a verification.
void find_causes(const verification::SeveralRuns& seen, HuntLimits limits = {});

}  // namespace tally::hunting
