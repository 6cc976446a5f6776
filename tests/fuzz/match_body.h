// Bodies of one type, compared in every way that rules and settings allow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tally::fuzz {

// The input is the matching rules as contract files have them, the expected and the actual body, each after a
// line "--". Without rules a body that can be read must match itself.
void match_bodies(std::string_view input, std::string_view content_type);

}  // namespace tally::fuzz
