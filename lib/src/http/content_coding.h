// Bodies as they were before a server compressed them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "http/message.h"
#include "tally/result.h"

namespace tally::http {

// The body without the gzip or deflate that its Content-Encoding names. Nothing when it names none, or
// another one, and when there is no body. Error malformed: it is said to be compressed and is not, or is cut
// off; too_large: beyond `max_bytes`, however small it came.
Result<std::optional<std::string>> decoded_body(const Response& response, std::size_t max_bytes);

}  // namespace tally::http
