// Differences that no provider can remove: the contract has a rule that cannot be applied to anything, of an
// unknown matcher or with a pattern that is not valid.
#pragma once

#include <string_view>

#include "matching/mismatch.h"

namespace tally::matching {

// How the sentences about such rules begin, or end. Headers and parameters put their name before them.
constexpr std::string_view kCannotApplyRule = "The rule cannot be applied: ";
constexpr std::string_view kUnknownMatcher = "' is not known, so nothing can be compared with it";

bool blames_the_rule(const Mismatch& mismatch);

// What such a sentence quotes as the fault, with its quotes: the name of the matcher, the pattern. May be
// empty.
std::string_view quoted_fault(const Mismatch& mismatch);

}  // namespace tally::matching
