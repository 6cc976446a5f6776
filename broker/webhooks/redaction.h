// Secrets of webhooks as documents and logs show them.
#pragma once

#include <string>
#include <string_view>

#include "webhooks/webhook.h"

namespace tally::webhooks {

inline constexpr std::string_view kRedacted = "**********";

bool is_redacted(std::string_view value);  // nothing but asterisks

// The value, or asterisks when the name says that it is secret. A template shows no secret, so it stays.
std::string shown_header(std::string_view name, const std::string& value);
// The request with its secrets replaced.
WebhookRequest redacted(WebhookRequest request);

}  // namespace tally::webhooks
