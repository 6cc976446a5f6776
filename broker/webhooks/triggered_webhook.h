// One event for one webhook: a delivery, waiting or over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"

namespace tally::webhooks {

struct TriggeredWebhook {
    std::int64_t id = 0;
    std::string uuid;  // the same at every attempt
    std::optional<std::int64_t> webhook_id;  // nothing once the webhook is deleted
    std::string webhook_uuid;
    std::string name;  // of the webhook
    std::string event;
    std::string consumer;
    std::string provider;
    std::int64_t consumer_version_id = 0;
    json::Object parameters;  // the values for its template
    std::string status = "not_run";  // then "retrying", "success" or "failure"
    std::int64_t attempts = 0;
    std::string created_at;

    bool is_over() const { return status == "success" || status == "failure"; }
};

struct WebhookExecution {
    bool success = false;
    std::string logs;
    std::string created_at;
};

}  // namespace tally::webhooks
