// Names of time zones as the IANA database has them: compiled in, so that every machine accepts the same
// ones.
#pragma once

#include <string_view>

namespace tally {

bool is_time_zone_name(std::string_view name);          // "Europe/London"; exact case
bool is_time_zone_abbreviation(std::string_view name);  // "CEST"; three or four capital letters, exact case

}  // namespace tally
