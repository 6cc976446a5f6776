// Of the program, as CMake has it.
#pragma once

#include <string_view>

namespace tally {

inline constexpr std::string_view kVersion = TALLY_VERSION;

}  // namespace tally
