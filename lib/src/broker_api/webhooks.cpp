#include "broker_api/webhooks.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

constexpr const char* kNoWebhooks = "it has no webhooks";

Result<std::string> address_of(BrokerClient& broker, const std::string& uuid) {
    auto link = broker.require_link("pb:webhook", kNoWebhooks);
    if (!link) return link.error();
    return expand(std::move(*link), {{"uuid", uuid}});
}

void set_side(json::Object& body, const char* side, const std::string& name, const std::string& label) {
    if (!name.empty()) body.set(side, json::Object{{"name", name}});
    if (!label.empty()) body.set(side, json::Object{{"label", label}});
}

json::Value to_json(const Webhook& webhook) {
    json::Array events;
    for (const auto& event : webhook.events) events.push_back(json::Object{{"name", event}});
    json::Object request{{"method", webhook.method}, {"url", webhook.url}};
    if (!webhook.headers.empty()) {
        json::Object headers;
        for (const auto& header : webhook.headers) headers.set(header.name, header.value);
        request.set("headers", std::move(headers));
    }
    if (webhook.body) {
        auto as_json = json::parse(*webhook.body);
        request.set("body", as_json ? std::move(*as_json) : json::Value(*webhook.body));
    }
    if (webhook.user) request.set("username", *webhook.user);
    if (webhook.password) request.set("password", *webhook.password);
    json::Object body;
    if (!webhook.description.empty()) body.set("description", webhook.description);
    body.set("events", std::move(events));
    body.set("request", std::move(request));
    set_side(body, "consumer", webhook.consumer, webhook.consumer_label);
    set_side(body, "provider", webhook.provider, webhook.provider_label);
    if (!webhook.team.empty()) body.set("teamUuid", webhook.team);
    return body;
}

Error unknown_webhook(const BrokerClient& broker, Error error, const std::string& uuid) {
    if (error.code != ErrorCode::not_found) return error;
    return {ErrorCode::not_found, broker.address(), "there is no webhook with the UUID '" + uuid + "'",
            broker.advice().webhook};
}

}  // namespace

Result<HalDocument> create_webhook(BrokerClient& broker, const Webhook& webhook) {
    auto link = broker.require_link("pb:webhooks", kNoWebhooks);
    if (!link) return link.error();
    return broker.post(*link, to_json(webhook));
}

Result<HalDocument> put_webhook(BrokerClient& broker, const std::string& uuid, const Webhook& webhook) {
    auto address = address_of(broker, uuid);
    if (!address) return address.error();
    return broker.put(*address, to_json(webhook));
}

Result<WebhookRun> test_webhook(BrokerClient& broker, const std::string& uuid) {
    auto address = address_of(broker, uuid);
    if (!address) return address.error();
    auto webhook = broker.get(*address);
    if (!webhook) return unknown_webhook(broker, webhook.error(), uuid);
    const auto execute = webhook->link("pb:execute");
    if (!execute) return missing_link(broker, "pb:execute", "webhooks cannot be tried");
    auto answer = broker.post(execute->href, json::Object{});
    if (!answer) return answer.error();
    WebhookRun run;
    // Brokers that do not say so have run it all the same
    const json::Value* success = answer->body.find("success");
    run.success = success == nullptr || is_true_at(answer->body, {"success"});
    run.logs = text_at(answer->body, {"logs"});
    if (run.logs.empty()) run.logs = text_at(answer->body, {"message"});
    run.document = std::move(*answer);
    return run;
}

Result<bool> delete_webhook(BrokerClient& broker, const std::string& uuid) {
    auto address = address_of(broker, uuid);
    if (!address) return address.error();
    auto answer = broker.remove(*address);
    if (answer) return true;
    if (answer.error().code == ErrorCode::not_found) return false;
    return answer.error();
}

}  // namespace tally::broker_api
