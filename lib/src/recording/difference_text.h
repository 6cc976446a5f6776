// Differences in few words, and what to do about them.
#pragma once

#include <string>

#include "matching/mismatch.h"

namespace tally::recording {

// "query parameter page is missing", "body $.items[2].id: expected '2' (String) to be an integer"
std::string in_short(const matching::Mismatch& mismatch);

// All of them in one line, the gravest first: "method differs, header Accept is missing and 3 more".
std::string differences_in_short(const matching::Mismatches& mismatches);

// The way out of the first difference: "send the query parameter 'page', or take it out of the expectation".
// Without differences: what to do about a request that nothing was like.
std::string what_to_change(const matching::Mismatches& mismatches);

}  // namespace tally::recording
