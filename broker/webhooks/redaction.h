// Secrets of webhooks as documents and logs show them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

inline constexpr std::string_view kRedacted = "**********";

bool is_redacted(std::string_view value);  // nothing but asterisks

// The value, or asterisks when the name says that it is secret. A template shows no secret, so it stays.
std::string shown_header(std::string_view name, const std::string& value);
// With "***" for the values of secret query parameters; a template stays here too.
std::string shown_url(const std::string& url);
// The request with its secrets replaced: the password, headers, query parameters and members of a JSON body with a
// secret name.
WebhookRequest redacted(WebhookRequest request);
// What was sent back as redacted() had shown it, with the secrets of `before` in the places of the asterisks.
json::Value with_secrets_of(const json::Value& sent, const json::Value& before);

// Replaces secrets wherever they turn up in texts, also where an answer echoes them.
class SecretMask {
  public:
    // The secrets of the webhook as it is stored.
    explicit SecretMask(const WebhookRequest& request);
    // With `secret` in the encodings that requests and answers have.
    void add(const std::string& secret);
    std::string masked(std::string text) const;

  private:
    std::vector<std::string> secrets_;  // longest first, so that none hides a part of another
};

}  // namespace tally::webhooks
