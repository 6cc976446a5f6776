#include "delivery/address_check.h"

#include "webhooks/host_list.h"

namespace tally::delivery {

http::AddressCheck address_check(const WebhookSettings& settings) {
    return [&settings](const http::IpAddress& address) {
        return webhooks::refusal(address, settings.hosts, settings.deny_private);
    };
}

}  // namespace tally::delivery
