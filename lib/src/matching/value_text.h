// Values as mismatches show them. Bounded: a difference between two huge documents must not copy them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"

namespace tally::matching {

constexpr std::size_t kMaxShownBytes = 1000;

// Compact JSON, cut with "..." when it is longer.
std::string shown(const json::Value& value);
// "'c' (String)", "100 (Integer)", "[1,2] (Array)"
std::string shown_with_kind(const json::Value& value);
// The text in single quotes, cut when it is long.
std::string quoted(std::string_view text);
std::string shortened(std::string_view text);

// What text rules see of a value: the content of strings, nothing of null, the JSON text of everything else.
std::string content_text(const json::Value& value);

}  // namespace tally::matching
