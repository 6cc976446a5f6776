// Compiled patterns, kept because contracts apply the same few to every element and every request.
#pragma once

#include <string>

#include "base/regex.h"
#include "tally/result.h"

namespace tally::matching {

// Compiles once per thread for as long as the pattern stays in use; the number of patterns kept is bounded.
const Result<Regex>& compiled_pattern(const std::string& pattern);

}  // namespace tally::matching
