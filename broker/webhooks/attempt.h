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

// Everything in it may be shown: secrets are replaced.
struct Attempt {
    bool success = false;
    http::Request request;  // as it was sent; empty when it was refused
    std::optional<http::Response> response = std::nullopt;
    std::optional<std::string> error = std::nullopt;  // why there is no response
    std::string logs;
};

// Waits for the response. `client` must refuse addresses by webhooks::refusal. The receiver is told `delivery`, so
// that it recognises a repetition; empty for trials.
Attempt send(http::Client& client, const WebhookSettings& settings, const Webhook& webhook,
             const ParameterValues& values, const std::string& delivery, const Clock& clock);

// The response may say something about the operator's network, so it is shown only where the operator has
// said which hosts are webhooks' business.
bool shows_responses(const WebhookSettings& settings);
inline constexpr std::string_view kResponseIsHidden =
    "The response is not shown, so that webhooks cannot be used to explore the broker's network. It is shown where the "
    "broker is told which hosts webhooks may be sent to (--webhook-host-whitelist).";

}  // namespace tally::webhooks
