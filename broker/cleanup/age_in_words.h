// How long ago something was, in the words of the original's reports.
#pragma once

#include <string>

#include "base/clock.h"

namespace tally::cleanup {

// "less than a minute", "5 minutes", "about 2 hours", "1 day", "about 1 month", "over 3 years": between the
// two, whichever comes first.
std::string distance_in_words(Time a, Time b);

}  // namespace tally::cleanup
