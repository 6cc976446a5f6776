// The characters that names and values of header lines are made of (RFC 9110, 5.1 and 5.5).
#pragma once

#include <string_view>

namespace tally::http {

// A method or a header name.
bool is_token(std::string_view text);

// Any byte but control characters; the horizontal tab is allowed.
bool is_field_value(std::string_view text);

}  // namespace tally::http
