#include "webhooks/webhook_hal.h"

#include <algorithm>

#include "paths.h"
#include "webhooks/redaction.h"

namespace tally::webhooks {

namespace {

std::optional<json::Value> side_json(const Side& side) {
    if (side.name) return json::Value(json::Object{{"name", *side.name}});
    if (side.label) return json::Value(json::Object{{"label", *side.label}});
    return std::nullopt;
}

json::Value request_json(const WebhookRequest& request) {
    json::Object object{{"method", request.method}, {"url", request.url}};
    if (!request.headers.empty()) {
        json::Object headers;
        for (const auto& header : request.headers) headers.set(header.name, header.value);
        object.set("headers", std::move(headers));
    }
    if (request.body) object.set("body", *request.body);
    if (request.username) object.set("username", *request.username);
    if (request.password) object.set("password", *request.password);
    return object;
}

// One pacticipant has a link; a label has one to those that have it.
void add_side(web::Hal& hal, const Links& links, const Side& side, const std::string& rel,
              const std::string& title) {
    if (side.name) {
        hal.link("pb:" + rel, {links.to(paths::kPacticipant, {*side.name}), title, *side.name});
    } else if (side.label) {
        hal.link("pb:" + rel + "s",
                 {links.to(paths::kPacticipantsWithLabel, {*side.label}), title + "s by label", *side.label});
    }
}

}  // namespace

web::Hal to_hal(const Links& links, const Webhook& webhook) {
    web::Hal hal;
    hal.set("uuid", webhook.uuid).set("description", webhook.shown_name());
    if (auto consumer = side_json(webhook.consumer)) hal.set("consumer", std::move(*consumer));
    if (auto provider = side_json(webhook.provider)) hal.set("provider", std::move(*provider));
    hal.set("enabled", webhook.enabled).set("request", request_json(redacted(webhook.request)));
    hal.set_if("teamUuid", webhook.team_uuid);
    json::Array events;
    for (const auto& event : webhook.events) events.push_back(json::Object{{"name", event}});
    hal.set("events", std::move(events));
    hal.set_times(webhook.created_at, webhook.updated_at);

    hal.link("self", {links.to(paths::kWebhook, {webhook.uuid}), webhook.shown_name()});
    hal.link("pb:execute", {links.to(paths::kExecuteWebhook, {webhook.uuid}),
                            "POST here to send it now, as if for the latest pact or result it applies to"});
    add_side(hal, links, webhook.consumer, "consumer", "Consumer");
    add_side(hal, links, webhook.provider, "provider", "Provider");
    if (webhook.consumer.name && webhook.provider.name) {
        hal.link("pb:pact-webhooks",
                 {links.to(paths::kPairWebhooks, {*webhook.provider.name, *webhook.consumer.name}),
                  "All webhooks for " + *webhook.consumer.name + " and " + *webhook.provider.name});
    }
    hal.link("pb:webhooks", {links.to(paths::kWebhooks), "All webhooks"});
    return hal;
}

web::Hal list_to_hal(const Links& links, const std::vector<Webhook>& webhooks, const std::string& title,
                     const std::string& self) {
    web::Hal hal;
    hal.link("self", {self, title});
    hal.link("pb:create", {self, "POST here to create a webhook"});
    std::vector<web::Link> all;
    for (const auto& webhook : webhooks) {
        all.push_back(
            {links.to(paths::kWebhook, {webhook.uuid}), webhook.shown_scope(), webhook.shown_name()});
    }
    hal.links("pb:webhooks", std::move(all));
    hal.curies(links.webhook_documentation());
    return hal;
}

web::Link logs_link(const Links& links, const TriggeredWebhook& triggered) {
    return {links.to(paths::kTriggeredWebhookLogs, {triggered.uuid}), "Logs of this webhook", triggered.name};
}

web::Hal to_hal(const Links& links, const WebhookSettings& settings, const TriggeredWebhook& triggered) {
    const auto most = static_cast<std::int64_t>(settings.retry_schedule.size()) + 1;
    web::Hal hal;
    if (triggered.webhook_id) hal.set("name", triggered.name);
    hal.set("status", triggered.status)
        .set("attemptsMade", triggered.attempts)
        .set("attemptsRemaining",
             triggered.is_over() ? std::int64_t{0} : std::max<std::int64_t>(0, most - triggered.attempts))
        .set("triggerType", "resource_creation")
        .set("eventName", triggered.event)
        .set("triggeredAt", web::shown_time(triggered.created_at));
    hal.link("pb:logs", logs_link(links, triggered));
    // Its old name, which clients still follow.
    hal.link("logs", logs_link(links, triggered));
    if (triggered.webhook_id) {
        hal.link("tally:redeliver",
                 {links.to(paths::kRedeliver, {triggered.uuid}), "POST here to send it again"});
        hal.link("pb:webhook",
                 {links.to(paths::kWebhook, {triggered.webhook_uuid}), "Webhook", triggered.name});
    }
    return hal;
}

}  // namespace tally::webhooks
