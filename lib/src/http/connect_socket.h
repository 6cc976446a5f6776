// Connecting to a server before a deadline, name resolution included.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "http/ip_address.h"
#include "tally/result.h"

namespace tally::http {

using Deadline = std::chrono::steady_clock::time_point;

// A connected TCP socket that does not block, with TCP_NODELAY; the caller closes it. Every address of the
// host that `refuse` lets pass is tried in turn. Errors have no `where`: unreachable, timed_out, or denied when
// none was let pass.
Result<int> connect_socket(const std::string& host, std::uint16_t port, Deadline deadline,
                           const AddressCheck& refuse = {});

// Of `deadline`, for poll(): 0 when it has passed.
int milliseconds_left(Deadline deadline);

}  // namespace tally::http
