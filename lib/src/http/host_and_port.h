#pragma once

#include <cstdint>
#include <string>

namespace tally::http {

// "127.0.0.1:80", "[::1]:80"
inline std::string host_and_port(const std::string& host, std::uint16_t port) {
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return (is_ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

// Whether only this machine reaches what listens there.
inline bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

}  // namespace tally::http
