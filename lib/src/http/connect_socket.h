// Connecting to a server before a deadline, name resolution included.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "tally/result.h"

namespace tally::http {

using Deadline = std::chrono::steady_clock::time_point;

// A connected TCP socket that does not block, with TCP_NODELAY; the caller closes it. Every address of the
// host is tried in turn. Errors have no `where`: unreachable or timed_out.
Result<int> connect_socket(const std::string& host, std::uint16_t port, Deadline deadline);

// Of `deadline`, for poll(): 0 when it has passed.
int milliseconds_left(Deadline deadline);

}  // namespace tally::http
