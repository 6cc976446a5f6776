#include "http/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace tally::http {

namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress from_v4(const std::uint8_t* four) {
    IpAddress address;
    std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
    std::copy(four, four + 4, address.bytes.begin() + 12);
    return address;
}

IpRange range_of_v4(const std::uint8_t* b) {
    if (b[0] == 127 || b[0] == 0) return IpRange::own_machine;
    if (b[0] == 169 && b[1] == 254) return IpRange::own_link;
    if (b[0] == 10 || (b[0] == 172 && b[1] >= 16 && b[1] < 32) || (b[0] == 192 && b[1] == 168) ||
        (b[0] == 100 && b[1] >= 64 && b[1] < 128)) {
        return IpRange::private_network;
    }
    return b[0] >= 224 ? IpRange::nowhere : IpRange::everywhere;
}

}  // namespace

bool IpAddress::is_v4() const {
    return std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
}

IpRange IpAddress::range() const {
    const auto* b = bytes.data();
    if (is_v4()) return range_of_v4(b + 12);
    const bool is_mostly_zero = std::all_of(b, b + 12, [](std::uint8_t each) { return each == 0; });
    // "::", "::1", and the old form of IPv4 inside IPv6, which some systems still connect to.
    if (is_mostly_zero) return b[12] == 0 && b[13] == 0 ? IpRange::own_machine : range_of_v4(b + 12);
    // Translated IPv4 (64:ff9b::/96): what counts is where the translator goes.
    const std::array<std::uint8_t, 12> translated = {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    if (std::equal(translated.begin(), translated.end(), b)) return range_of_v4(b + 12);
    // IPv4 packed behind 2002::/16.
    if (b[0] == 0x20 && b[1] == 0x02) return range_of_v4(b + 2);
    if (b[0] == 0xfe && (b[1] & 0xc0) == 0x80) return IpRange::own_link;
    if ((b[0] & 0xfe) == 0xfc) return IpRange::private_network;
    return b[0] == 0xff ? IpRange::nowhere : IpRange::everywhere;
}

std::string IpAddress::text() const {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (is_v4()) {
        ::inet_ntop(AF_INET, bytes.data() + 12, buffer, sizeof buffer);
    } else {
        ::inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
    }
    return buffer;
}

bool IpNetwork::contains(const IpAddress& other) const {
    for (int bit = 0; bit < bits; ++bit) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const auto mask = static_cast<std::uint8_t>(0x80 >> (bit % 8));
        if ((address.bytes[at] & mask) != (other.bytes[at] & mask)) return false;
    }
    return true;
}

std::optional<IpAddress> parse_ip_address(std::string_view text) {
    const std::string terminated(text);
    std::uint8_t four[4];
    if (::inet_pton(AF_INET, terminated.c_str(), four) == 1) return from_v4(four);
    IpAddress address;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

std::optional<IpNetwork> parse_ip_network(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parse_ip_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    IpNetwork network{*address, 128};
    if (slash == std::string_view::npos) return network;
    const auto digits = text.substr(slash + 1);
    int bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const int most = address->is_v4() ? 32 : 128;
    if (error != std::errc{} || end != digits.data() + digits.size() || bits < 0 || bits > most) {
        return std::nullopt;
    }
    network.bits = 128 - most + bits;
    return network;
}

}  // namespace tally::http
