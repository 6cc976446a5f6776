#include "webhooks/triggered_resource.h"

#include <algorithm>
#include <charconv>

#include "contracts/contract_store.h"
#include "links.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "settings.h"
#include "verifications/verification_store.h"
#include "versions/version_hal.h"
#include "web/hal.h"
#include "web/negotiation.h"
#include "web/problem.h"
#include "webhooks/triggered_store.h"
#include "webhooks/webhook_hal.h"
#include "webhooks/webhook_store.h"

namespace tally::webhooks {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

constexpr const char* kNoSuchTriggered = "there is no triggered webhook with this uuid";

void embed(const Context& context, web::Hal& hal, const std::vector<TriggeredWebhook>& all) {
    json::Array documents;
    for (const auto& triggered : all) {
        documents.push_back(to_hal(context.links, context.settings.webhooks, triggered).take());
    }
    hal.embed("triggeredWebhooks", std::move(documents));
}

json::Value summary_of(const std::vector<TriggeredWebhook>& all) {
    const auto count = [&all](std::string_view status) {
        return static_cast<std::int64_t>(
            std::count_if(all.begin(), all.end(), [&](const auto& each) { return each.status == status; }));
    };
    json::Object summary{{"successful", count("success")}, {"failed", count("failure")}};
    if (const auto retrying = count("retrying"); retrying > 0) summary.set("retrying", retrying);
    if (const auto waiting = count("not_run"); waiting > 0) summary.set("notRun", waiting);
    return summary;
}

std::string logs_text(const std::vector<WebhookExecution>& executions) {
    if (executions.empty()) return "Webhook has not been run yet.\n";
    std::string all;
    for (const auto& execution : executions) {
        if (!all.empty()) all += "\n";
        all += execution.logs;
    }
    return all;
}

}  // namespace

http::Response get_triggered_of_contract(const Context& context, Transaction& transaction) {
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    const auto& version = context.variable("consumerApplicationVersion");
    const auto contract = contracts::find_contract(transaction, consumer, provider, version);
    if (!contract) return web::not_found(context, "this version has no pact with the provider");
    web::Hal hal;
    embed(context, hal, list_triggered_by_contract(transaction, *contract));
    hal.link("self", {context.links.to(paths::kTriggeredWebhooks, {provider, consumer, version}),
                      "Webhooks triggered by " + contract->title()});
    return web::hal_response(context, std::move(hal).take());
}

http::Response get_triggered_of_result(const Context& context, Transaction& transaction) {
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    const auto& sha = context.variable("pactVersion");
    const auto& text = context.variable("number");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto contract = contracts::find_by_content(transaction, consumer, provider, sha);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    if (!contract || !is_number ||
        !verifications::find_verification(transaction, contract->content_id, number)) {
        return web::not_found(context, "no verification result was found");
    }
    web::Hal hal;
    embed(context, hal, list_triggered_by_result(transaction, number));
    hal.link("self", {context.links.to(paths::kResultWebhooks, {provider, consumer, sha, text}),
                      "Webhooks triggered by verification result " + text});
    return web::hal_response(context, std::move(hal).take());
}

http::Response get_webhooks_status(const Context& context, Transaction& transaction) {
    const auto& links = context.links;
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    std::int64_t ids[2];
    for (const bool is_provider : {false, true}) {
        const auto& name = is_provider ? provider : consumer;
        const auto pacticipant = pacticipants::find_pacticipant(transaction, name);
        if (!pacticipant) return web::not_found(context, "there is no pacticipant with name '" + name + "'");
        ids[is_provider ? 1 : 0] = pacticipant->id;
    }
    const auto contract = contracts::find_newest(transaction, {.consumer = consumer, .provider = provider});
    const auto latest = list_latest_of_pair(transaction, ids[0], ids[1]);

    web::Hal hal;
    hal.set("summary", summary_of(latest));
    embed(context, hal, latest);
    hal.link("self", {links.to(paths::kPactWebhooksStatus, {provider, consumer}), "Webhooks status"});
    std::vector<web::Link> failed;
    for (const auto& triggered : latest) {
        if (triggered.status == "failure" || triggered.status == "retrying") {
            failed.push_back(logs_link(links, triggered));
        }
    }
    hal.links("pb:error-logs", std::move(failed));
    hal.link("pb:pact-webhooks", {links.to(paths::kPactWebhooks, {provider, consumer}),
                                  "Webhooks for " + consumer + " and " + provider});
    if (contract && !latest.empty()) {
        hal.link("pb:pact-version", {links.to(paths::kPact, {provider, consumer, contract->version}), "Pact",
                                     contract->title()});
    }
    hal.link("pb:consumer", {links.to(paths::kPacticipant, {consumer}), "Consumer", consumer});
    hal.link("pb:provider", {links.to(paths::kPacticipant, {provider}), "Provider", provider});
    return web::hal_response(context, std::move(hal).take());
}

http::Response post_redelivery(const Context& context, Transaction& transaction) {
    const auto& uuid = context.variable("uuid");
    const auto triggered = find_triggered(transaction, uuid);
    if (!triggered) return web::not_found(context, kNoSuchTriggered);
    const auto webhook =
        triggered->webhook_id ? find_webhook(transaction, *triggered->webhook_id) : std::nullopt;
    if (!webhook || !webhook->enabled) {
        return web::error_response(context, 409,
                                   webhook ? "the webhook is disabled; enable it to send this again"
                                           : "the webhook was deleted, so this cannot be sent again");
    }
    try_again(transaction, *triggered, context.now_text);
    context.delivery_queued();
    return web::hal_response(
        context, to_hal(context.links, context.settings.webhooks, *find_triggered(transaction, uuid)).take());
}

http::Response get_triggered_logs(const Context& context, Transaction& transaction) {
    const auto triggered = find_triggered(transaction, context.variable("uuid"));
    if (!triggered) return web::not_found(context, kNoSuchTriggered);
    const auto executions = list_executions(transaction, triggered->id);
    if (context.media_type == web::kPlainText) {
        return {200, {{"Content-Type", web::with_charset(web::kPlainText)}}, logs_text(executions)};
    }
    web::Hal hal;
    hal.set("eventName", triggered->event)
        .set("consumerName", triggered->consumer)
        .set("providerName", triggered->provider);
    json::Array all;
    for (const auto& execution : executions) {
        all.push_back(json::Object{{"success", execution.success},
                                   {"logs", execution.logs},
                                   {"createdAt", web::shown_time(execution.created_at)}});
    }
    hal.set("executions", std::move(all));
    hal.embed("triggeredWebhook", json::Object{{"uuid", triggered->uuid}});
    hal.link("self", {context.links.to(paths::kTriggeredWebhookLogs, {triggered->uuid}),
                      "Logs of the triggered webhook"});
    if (triggered->webhook_id) {
        hal.link("pb:webhook", {context.links.to(paths::kWebhook, {triggered->webhook_uuid}), "Webhook"});
    }
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace tally::webhooks
