// Addresses of hosts and networks, and what kind of place they are.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tally::http {

enum class IpRange {
    everywhere,       // on the internet
    private_network,  // 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7
    own_machine,      // loopback and "this host"
    own_link,         // link-local, where clouds keep their metadata servers
    nowhere,          // multicast and reserved: not one host
};

// IPv4 addresses are kept as IPv6 has them (::ffff:a.b.c.d), so both spellings of one address are equal.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    bool operator==(const IpAddress&) const = default;

    bool is_v4() const;
    IpRange range() const;
    std::string text() const;
};

struct IpNetwork {
    IpAddress address;
    int bits = 128;  // of the 16 bytes that must be equal
    bool contains(const IpAddress& other) const;
};

// Nothing when the text is not a literal address, or not an address with or without "/bits".
std::optional<IpAddress> parse_ip_address(std::string_view text);
std::optional<IpNetwork> parse_ip_network(std::string_view text);

// Says why an address must not be connected to, or "".
using AddressCheck = std::function<std::string(const IpAddress&)>;

}  // namespace tally::http
