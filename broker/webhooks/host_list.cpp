#include "webhooks/host_list.h"

#include "base/regex.h"
#include "base/text.h"

namespace tally::webhooks {

namespace {

bool fits(std::string_view host, const std::string& entry) {
    if (entry.size() > 2 && entry.front() == '/' && entry.back() == '/') {
        const auto pattern = Regex::compile_cached(std::string_view(entry).substr(1, entry.size() - 2));
        return pattern && pattern->found_in(host).value_or(false);
    }
    if (entry.rfind("*.", 0) == 0) {
        const auto dot = host.find('.');
        return dot != std::string_view::npos && dot > 0 &&
               text::equals_ignoring_case(host.substr(dot), std::string_view(entry).substr(1));
    }
    return text::equals_ignoring_case(host, entry);
}

}  // namespace

bool is_listed(std::string_view host, const std::vector<std::string>& entries) {
    const auto address = http::parse_ip_address(host);
    if (address && is_listed(*address, entries)) return true;
    for (const auto& entry : entries) {
        if (fits(host, entry)) return true;
    }
    return false;
}

bool is_listed(const http::IpAddress& address, const std::vector<std::string>& entries) {
    for (const auto& entry : entries) {
        const auto network = http::parse_ip_network(entry);
        if (network && network->contains(address)) return true;
        // That name has no other addresses; every other name has those that its owner likes.
        const bool is_this_machine = address.range() == http::IpRange::own_machine;
        if (is_this_machine && text::equals_ignoring_case(entry, "localhost")) return true;
    }
    return false;
}

std::string refusal(const http::IpAddress& address, const std::vector<std::string>& entries, bool deny_private) {
    using http::IpRange;
    const auto range = address.range();
    if (range == IpRange::everywhere || is_listed(address, entries)) return {};
    switch (range) {
        case IpRange::own_machine:
            return "is the broker's own machine";
        case IpRange::own_link:
            return "is a link-local address";
        case IpRange::nowhere:
            return "is not the address of one host";
        case IpRange::private_network:
            return deny_private ? "is in a private network" : "";
        case IpRange::everywhere:
            break;
    }
    return {};
}

}  // namespace tally::webhooks
