#include "webhooks/webhook_resource.h"

#include <algorithm>
#include <cctype>

#include "links.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "settings.h"
#include "web/hal.h"
#include "web/problem.h"
#include "webhooks/read_webhook.h"
#include "webhooks/webhook_hal.h"
#include "webhooks/webhook_store.h"

namespace tally::webhooks {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

http::Response unknown_webhook(const Context& context) {
    return web::not_found(context, "there is no webhook with this uuid");
}

bool is_usable_uuid(const std::string& uuid) {
    return uuid.size() >= 16 && std::all_of(uuid.begin(), uuid.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '_' || c == '-';
           });
}

// What the path says about who a webhook is for.
struct Scope {
    Side consumer;
    Side provider;
    std::string unknown;  // why there is nothing at this path
    std::string title = "Webhooks";
};

Scope scope_of(const Context& context, Transaction& transaction) {
    Scope scope;
    for (const auto& [variable, name] : context.variables) {
        const auto pacticipant = pacticipants::find_pacticipant(transaction, name);
        if (!pacticipant) {
            scope.unknown = "there is no " + std::string(variable) + " with name '" + name + "'";
            return scope;
        }
        (variable == "consumer" ? scope.consumer : scope.provider) = {pacticipant->id, pacticipant->name, {}};
    }
    if (scope.consumer.name && scope.provider.name) {
        scope.title = "Webhooks for " + *scope.consumer.name + " and " + *scope.provider.name;
    }
    return scope;
}

std::string own_url(const Context& context) {
    return context.base_url + std::string(context.request.path());
}

http::Response create(const Context& context, Transaction& transaction, const Webhook& before) {
    web::ValidationErrors errors;
    auto webhook = read_webhook(transaction, context.settings.webhooks, context.body, before, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    webhook.uuid = context.new_uuid();
    insert_webhook(transaction, webhook, context.now_text);
    const auto stored = find_webhook(transaction, webhook.uuid);
    return web::created_response(context, to_hal(context.links, *stored).take(),
                                 context.links.to(paths::kWebhook, {stored->uuid}));
}

}  // namespace

http::Response get_webhooks(const Context& context, Transaction& transaction) {
    return web::hal_response(context, list_to_hal(context.links, list_webhooks(transaction), "Webhooks",
                                                  context.links.to(paths::kWebhooks))
                                          .take());
}

http::Response post_webhook(const Context& context, Transaction& transaction) {
    return create(context, transaction, {});
}

http::Response get_webhook(const Context& context, Transaction& transaction) {
    const auto webhook = find_webhook(transaction, context.variable("uuid"));
    if (!webhook) return unknown_webhook(context);
    return web::hal_response(context, to_hal(context.links, *webhook).take());
}

http::Response put_webhook(const Context& context, Transaction& transaction) {
    const auto& uuid = context.variable("uuid");
    const auto existing = find_webhook(transaction, uuid);
    web::ValidationErrors errors;
    if (!existing && !is_usable_uuid(uuid)) {
        errors.add_invalid("uuid", "must have at least 16 characters, of A-Z a-z 0-9 _ -");
    }
    Webhook before;
    before.uuid = uuid;
    if (existing) {
        before = *existing;
        before.consumer = before.provider = {};  // a body without them is for everybody
    }
    const auto webhook = read_webhook(transaction, context.settings.webhooks, context.body, before, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    if (existing) {
        update_webhook(transaction, webhook, context.now_text);
    } else {
        insert_webhook(transaction, webhook, context.now_text);
    }
    return web::hal_response(context, to_hal(context.links, *find_webhook(transaction, uuid)).take(),
                             existing ? 200 : 201);
}

http::Response delete_webhook(const Context& context, Transaction& transaction) {
    const auto webhook = find_webhook(transaction, context.variable("uuid"));
    if (!webhook) return unknown_webhook(context);
    delete_webhook(transaction, webhook->id);
    return web::no_content();
}

http::Response get_webhooks_of_path(const Context& context, Transaction& transaction) {
    const auto scope = scope_of(context, transaction);
    if (!scope.unknown.empty()) return web::not_found(context, scope.unknown);
    return web::hal_response(
        context, list_to_hal(context.links, list_webhooks_for(transaction, scope.consumer.id, scope.provider.id),
                             scope.title, own_url(context))
                     .take());
}

http::Response post_webhook_of_path(const Context& context, Transaction& transaction) {
    auto scope = scope_of(context, transaction);
    if (!scope.unknown.empty()) return web::not_found(context, scope.unknown);
    Webhook before;
    before.consumer = std::move(scope.consumer);
    before.provider = std::move(scope.provider);
    return create(context, transaction, before);
}

}  // namespace tally::webhooks
