// Requests that a broker sends when something happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct Webhook {
    std::string url;
    std::string method = "POST";
    std::vector<http::Header> headers = {};
    std::optional<std::string> body = {};                 // sent as JSON when it is JSON, else as text
    std::optional<std::string> user = {}, password = {};  // of its own request
    std::string consumer = {}, consumer_label = {};       // at most one of the two; none: any
    std::string provider = {}, provider_label = {};       // likewise
    std::string description = {};                         // "" leaves it to the broker
    std::vector<std::string> events = {};                 // "contract_published"
    std::string team = {};                                // UUID, for brokers that have teams
};

Result<HalDocument> create_webhook(BrokerClient& broker, const Webhook& webhook);
Result<HalDocument> put_webhook(BrokerClient& broker, const std::string& uuid, const Webhook& webhook);

struct WebhookRun {
    bool success = false;
    std::string logs;
    HalDocument document;
};
Result<WebhookRun> test_webhook(BrokerClient& broker, const std::string& uuid);

// False when there was none.
Result<bool> delete_webhook(BrokerClient& broker, const std::string& uuid);

}  // namespace tally::broker_api
