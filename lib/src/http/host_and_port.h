#pragma once

#include <cstdint>
#include <string>

namespace tally::http {

// "127.0.0.1:80", "[::1]:80"
inline std::string host_and_port(const std::string& host, std::uint16_t port) {
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return (is_ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

}  // namespace tally::http
