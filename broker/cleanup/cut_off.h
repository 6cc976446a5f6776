// What "not older than so many days" means to a clean-up.
#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"

namespace tally::cleanup {

// The begin (UTC) of the day that was so many days ago: selectors count whole days.
inline std::string start_of_day(Time now, int days_ago) {
    return iso_8601_fixed(std::chrono::floor<std::chrono::days>(now) - std::chrono::days(days_ago));
}

}  // namespace tally::cleanup
