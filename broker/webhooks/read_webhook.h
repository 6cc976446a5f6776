// A webhook from the body of a request, checked against the operator's rules.
#pragma once

#include "base/json.h"
#include "settings.h"
#include "storage/database.h"
#include "web/problem.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

// Everything the body says on top of the uuid, sides and secrets of `before`: secrets that were sent back as
// asterisks, as documents show them, keep their value, and so does a password that is left out. Sides that
// `before` has stay, which is how a path fixes them. Complaints go to `errors` under dotted keys.
Webhook read_webhook(storage::Transaction& transaction, const WebhookSettings& settings, const json::Value& body,
                     const Webhook& before, web::ValidationErrors& errors);

}  // namespace tally::webhooks
