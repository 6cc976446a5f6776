#include "webhooks/execute_resource.h"

#include <algorithm>

#include "base/text.h"
#include "contracts/contract_store.h"
#include "links.h"
#include "pacticipants/label_store.h"
#include "settings.h"
#include "web/hal.h"
#include "web/problem.h"
#include "webhooks/attempt.h"
#include "webhooks/event_values.h"
#include "webhooks/read_webhook.h"
#include "webhooks/webhook_store.h"

namespace tally::webhooks {

namespace {

using Context = web::RequestContext;
using contracts::Contract;
using storage::Transaction;

constexpr std::string_view kTest = "test";

bool applies(Transaction& transaction, const Side& side, std::int64_t pacticipant_id) {
    return !side.label || pacticipants::find_label(transaction, pacticipant_id, *side.label).has_value();
}

// The newest contract that the webhook is about.
std::optional<Contract> newest_contract(Transaction& transaction, const Webhook& webhook) {
    contracts::ContractFilter filter{.newest_per_pair = true};
    if (webhook.consumer.name) filter.consumer = *webhook.consumer.name;
    if (webhook.provider.name) filter.provider = *webhook.provider.name;
    std::optional<Contract> newest;
    for (auto& contract : contracts::list_contracts(transaction, filter)) {
        if (!applies(transaction, webhook.consumer, contract.consumer_id)) continue;
        if (!applies(transaction, webhook.provider, contract.provider_id)) continue;
        if (!newest || newest->id < contract.id) newest = std::move(contract);
    }
    return newest;
}

ParameterValues values_for(const Context& context, Transaction& transaction, const Webhook& webhook) {
    const auto contract = newest_contract(transaction, webhook);
    return contract ? event_values(transaction, context.links, {kTest, *contract})
                    : placeholder_values(kTest);
}

json::Value body_json(const std::string& body) {
    if (auto value = json::parse(body)) return std::move(*value);
    return json::Value(text::valid_utf8(body));
}

json::Value headers_json(const http::Headers& headers) {
    json::Object object;
    for (const auto& header : headers) {
        object.set(text::lower(text::valid_utf8(header.name)), text::valid_utf8(header.value));
    }
    return object;
}

http::Response report(const Context& context, const Attempt& attempt) {
    web::Hal hal;
    json::Object request{{"headers", headers_json(attempt.request.headers)}};
    if (!attempt.request.body.empty()) request.set("body", body_json(attempt.request.body));
    request.set("url", attempt.request.target);
    hal.set("request", std::move(request));
    if (!shows_responses(context.settings.webhooks)) {
        hal.set("message", kResponseIsHidden);
    } else if (attempt.response) {
        hal.set("response", json::Object{{"status", attempt.response->status},
                                         {"headers", headers_json(attempt.response->headers)},
                                         {"body", body_json(attempt.response->body)}});
    } else {
        hal.set("error", json::Object{{"message", attempt.error.value_or("")}});
    }
    hal.set("logs", attempt.logs).set("success", attempt.success).set("_links", json::Object{});
    return web::hal_response(context, std::move(hal).take());
}

http::Response execute(const Context& context, const Webhook& webhook, const ParameterValues& values) {
    if (context.webhook_client == nullptr) {
        return web::error_response(context, 503, "this broker does not send webhooks");
    }
    const auto& settings = context.settings.webhooks;
    // A receiver that checks signatures gets one here too; it is never the same delivery twice.
    const auto delivery = settings.signing_secret.empty() ? std::string() : context.new_uuid();
    return report(context, send(*context.webhook_client, settings, webhook, values, delivery, context.clock));
}

}  // namespace

http::Response execute_webhook(const Context& context, storage::Database& database) {
    std::optional<Webhook> webhook;
    ParameterValues values;
    database.read([&](Transaction& transaction) {
        webhook = find_webhook(transaction, context.variable("uuid"));
        if (webhook) values = values_for(context, transaction, *webhook);
    });
    if (!webhook) return web::not_found(context, "there is no webhook with this uuid");
    return execute(context, *webhook, values);
}

http::Response execute_unsaved_webhook(const Context& context, storage::Database& database) {
    web::ValidationErrors errors;
    Webhook webhook;
    ParameterValues values;
    database.read([&](Transaction& transaction) {
        webhook = read_webhook(transaction, context.settings.webhooks, context.body, {}, errors);
        if (errors.empty()) values = values_for(context, transaction, webhook);
    });
    if (!errors.empty()) return web::validation_response(context, errors);
    return execute(context, webhook, values);
}

}  // namespace tally::webhooks
