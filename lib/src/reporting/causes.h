// One failure per cause: which of many differences to show, and which merely follow from those.
#pragma once

#include <vector>

#include "matching/mismatch.h"

namespace tally::reporting {

struct Causes {
    std::vector<const matching::Mismatch*> shown;
    std::vector<const matching::Mismatch*> follow_on;
    // The response is another one than expected (other status or content type): its body says why,
    // differences in it say nothing.
    bool other_response = false;
};

// Points into `mismatches`.
Causes find_causes(const matching::Mismatches& mismatches);

}  // namespace tally::reporting
