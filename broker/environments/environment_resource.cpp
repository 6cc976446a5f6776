#include "environments/environment_resource.h"

#include "environments/environment_hal.h"
#include "environments/environment_store.h"
#include "links.h"
#include "pacticipants/display_name.h"
#include "paths.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::environments {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

json::Array read_contacts(const json::Value& body, web::ValidationErrors& errors) {
    const auto* value = web::find_member(body, "contacts");
    if (value == nullptr || value->is_null()) return {};
    if (!value->is_array()) {
        errors.add_invalid("contacts", "must be an array");
        return {};
    }
    json::Array contacts;
    std::size_t index = 0;
    for (const auto& item : *value->array()) {
        const auto place = " (at index " + std::to_string(index++) + ")";
        const auto* name = item.find("name");
        const auto* details = item.find("details");
        const bool has_name = name != nullptr && name->string() != nullptr && !web::is_blank(*name->string());
        if (!has_name) {
            errors.add_missing("contacts", "need a name" + place);
            continue;
        }
        json::Object contact{{"name", *name}};
        if (details != nullptr && !details->is_null()) {
            if (details->is_object()) {
                contact.set("details", *details);
            } else {
                errors.add_invalid("contacts", "need an object as details" + place);
            }
        }
        contacts.push_back(std::move(contact));
    }
    return contacts;
}

// What the body says, on top of `environment`: replaces everything but the uuid.
void read_environment(const Context& context, Transaction& transaction, Environment& environment,
                      web::ValidationErrors& errors) {
    const auto& body = context.body;
    const auto name = web::read_text(body, "name", {.required = true, .may_have_blanks = false}, errors);
    const auto display_name = web::read_text(body, "displayName", {.may_be_blank = true}, errors);
    const auto production = web::read_flag(body, "production", true, errors);
    environment.contacts = read_contacts(body, errors);
    if (name) {
        const auto same = find_environment_named(transaction, *name);
        if (same && same->uuid != environment.uuid) {
            errors.add_invalid("name", "another environment with name '" + *name + "' already exists");
        }
    }
    environment.name = name.value_or("");
    environment.display_name = display_name && !web::is_blank(*display_name)
                                   ? *display_name
                                   : pacticipants::display_name_of(environment.name);
    environment.production = production.value_or(false);
}

}  // namespace

http::Response get_environments(const Context& context, Transaction& transaction) {
    const auto& links = context.links;
    const auto wanted = context.query.find("name");
    json::Array documents;
    std::vector<web::Link> items;
    for (const auto& environment : list_environments(transaction)) {
        if (wanted && environment.name != *wanted) continue;
        documents.push_back(to_hal(links, environment).take());
        items.push_back({links.to(paths::kEnvironment, {environment.uuid}), "Environment", environment.name});
    }
    web::Hal hal;
    hal.embed("environments", std::move(documents));
    hal.link("self", {links.to(paths::kEnvironments), "Environments"});
    hal.links("pb:environments", std::move(items));
    return web::hal_response(context, std::move(hal).take());
}

http::Response post_environment(const Context& context, Transaction& transaction) {
    Environment environment;
    web::ValidationErrors errors;
    read_environment(context, transaction, environment, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    environment.uuid = context.new_uuid();
    insert_environment(transaction, environment, context.now_text);
    const auto stored = find_environment(transaction, environment.uuid);
    return web::created_response(context, to_hal(context.links, *stored).take(),
                                 context.links.to(paths::kEnvironment, {stored->uuid}));
}

http::Response get_environment(const Context& context, Transaction& transaction) {
    const auto environment = find_environment(transaction, context.variable("uuid"));
    if (!environment) return unknown_environment(context);
    return web::hal_response(context, to_hal(context.links, *environment).take());
}

http::Response put_environment(const Context& context, Transaction& transaction) {
    auto environment = find_environment(transaction, context.variable("uuid"));
    if (!environment) return unknown_environment(context);
    web::ValidationErrors errors;
    read_environment(context, transaction, *environment, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    update_environment(transaction, *environment, context.now_text);
    return web::hal_response(context,
                             to_hal(context.links, *find_environment(transaction, environment->uuid)).take());
}

http::Response delete_environment(const Context& context, Transaction& transaction) {
    const auto environment = find_environment(transaction, context.variable("uuid"));
    if (!environment) return unknown_environment(context);
    delete_environment(transaction, environment->id);
    return web::no_content();
}

http::Response unknown_environment(const Context& context) {
    return web::not_found(context, "there is no environment with this uuid");
}

}  // namespace tally::environments
