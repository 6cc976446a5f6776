// Answers that come from the server itself and never from a handler.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace tally::http {

// An application/problem+json document (RFC 7807). `detail` is a text of ours, never one of a client or an
// exception.
Response refusal(int status, std::string_view detail);

// The same as the bytes of a last HTTP/1.1 response on a connection.
std::string raw_refusal(int status, std::string_view detail);
std::string raw_refusal(const Response& refusal);

// What `handler` answers; 500 without any text of the exception when it throws.
Response answer_safely(const Handler& handler, const Request& request);

}  // namespace tally::http
