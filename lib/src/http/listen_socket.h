// The socket a server accepts on.
#pragma once

#include <cstdint>
#include <string>

#include "tally/result.h"

namespace tally::http {

struct ListenSocket {
    int descriptor = -1;  // bound, listening and not blocking; the caller closes it
    std::uint16_t port = 0;
};

// Never shares a port with another server. Port 0 takes any free one.
Result<ListenSocket> open_listen_socket(const std::string& host, std::uint16_t port);

}  // namespace tally::http
