// Dates in headers.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace tally::http {

// "Wed, 21 Oct 2015 07:28:00 GMT", the form that servers have to write; the two older ones are not read.
// The day of the week is not checked.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace tally::http
