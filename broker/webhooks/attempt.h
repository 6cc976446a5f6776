// Sending a webhook's request once, and telling what happened.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "http/client.h"
#include "settings.h"
#include "webhooks/template.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

struct Attempt {
    bool success = false;
    http::Request sent;  // as it went out, secrets and all
    std::optional<http::Response> response = std::nullopt;
    std::optional<std::string> error = std::nullopt;  // why there was no response
    std::string logs;                                 // for people, secrets replaced
};

// Waits for the response. `client` must refuse addresses by webhooks::refusal. `delivery` is told to the receiver,
// so that it recognises a repetition; empty for tests.
Attempt send(http::Client& client, const WebhookSettings& settings, const Webhook& webhook,
             const ParameterValues& values, const std::string& delivery, const Clock& clock);

// The response may say something about the operator's network, so it is shown only where the operator has
// said which hosts are webhooks' business.
bool shows_responses(const WebhookSettings& settings);

}  // namespace tally::webhooks
