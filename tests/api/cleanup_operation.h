// A random clean-up, and how an operator writes it.
#pragma once

#include <string>

#include "api/model_cleanup.h"
#include "base/random.h"

namespace tally::testing_support {

CleanUp any_clean_up(Random& random);

// What the options of a clean-up take: lists of selectors, as JSON.
std::string keep_text(const CleanUp& clean_up);
std::string keep_branches_text(const CleanUp& clean_up);

std::string to_text(const CleanUp& clean_up);  // in one line

}  // namespace tally::testing_support
