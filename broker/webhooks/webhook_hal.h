// Webhooks and what they have sent as HAL.
#pragma once

#include <string>
#include <vector>

#include "links.h"
#include "settings.h"
#include "web/hal.h"
#include "webhooks/triggered_webhook.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

web::Hal to_hal(const Links& links, const Webhook& webhook);
// Links to each, and to where others are created.
web::Hal list_to_hal(const Links& links, const std::vector<Webhook>& webhooks, const std::string& title,
                     const std::string& self);
web::Hal to_hal(const Links& links, const WebhookSettings& settings, const TriggeredWebhook& triggered);
web::Link logs_link(const Links& links, const TriggeredWebhook& triggered);

}  // namespace tally::webhooks
