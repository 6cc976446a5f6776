// The hosts that an operator lets webhooks go to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/ip_address.h"

namespace tally::webhooks {

// Entries are hosts, "*.domain" for one label before the domain, addresses and networks ("10.0.0.0/8"), which
// fit addresses only, and patterns between slashes.
bool is_listed(std::string_view host, const std::vector<std::string>& entries);

// Whether an entry that is an address or a network has it. "localhost" has the machine's own.
bool is_listed(const http::IpAddress& address, const std::vector<std::string>& entries);

// Why a webhook may not be sent to the address; "" when it may. The broker's own machine and its link are
// never a target, unless the list names their address.
std::string refusal(const http::IpAddress& address, const std::vector<std::string>& entries, bool deny_private);

}  // namespace tally::webhooks
