// Which addresses webhooks may be sent to, asked when a name has been resolved.
#pragma once

#include "http/ip_address.h"
#include "settings.h"

namespace tally::delivery {

// The settings have to outlive it.
http::AddressCheck address_check(const WebhookSettings& settings);

}  // namespace tally::delivery
