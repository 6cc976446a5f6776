// A random clean-up, and how an operator writes it.
#pragma once

#include <string>

#include "api/model_cleanup.h"
#include "base/random.h"

namespace tally::testing_support {

CleanUp any_clean_up(Random& random);

// The lists of selectors as options have them.
std::string keep_option(const CleanUp& plan);
std::string keep_branches_option(const CleanUp& plan);
std::string to_text(const CleanUp& plan);  // in one line

}  // namespace tally::testing_support
