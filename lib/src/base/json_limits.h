// How many values a JSON document may have. Each costs some 50 bytes of memory, however short its text is: without a
// limit 32 MB of one-digit numbers would be 2 GB.
#pragma once

#include <cstddef>

namespace tally::json {

// Objects, arrays and what is in them, each counted once. A contract of 64 MB has some five million when it is written
// without spaces, and half as many when it is indented.
constexpr std::size_t kMaxValues = 8'000'000;

}  // namespace tally::json
