// The same difference in many elements of a list is one cause: the first is shown, the others counted.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "matching/mismatch.h"

namespace tally::reporting {

struct RepeatedDifference {
    const matching::Mismatch* first;
    std::size_t more = 0;  // like it, in other elements
    std::string places;    // of all of them: "$[*].price"; empty when there are no more
};

// Alike are differences in the body by the same rule and in the same words, whose places are the same but for
// positions in lists; without a rule, those whose sentences are equal.
std::vector<RepeatedDifference> fold_repeated(const std::vector<const matching::Mismatch*>& differences);

}  // namespace tally::reporting
