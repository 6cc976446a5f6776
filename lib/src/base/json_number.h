// The text of JSON numbers. Private to the json files.
#pragma once

#include <string_view>

namespace tally::json {

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_number_text(std::string_view text);

// An optional minus and digits that fit std::int64_t or std::uint64_t.
bool fits_64_bits(std::string_view text);

// Whether two JSON numbers have the same value, decided on their digits and never through a double.
// 1.0 equals 1.00, 10e1 equals 1E+2, -0.0 equals 0.0. Exponents of more than 17 digits are compared as they
// are written.
bool equal_by_digits(std::string_view a, std::string_view b);

}  // namespace tally::json
