#include "pacticipants/label_resource.h"

#include <algorithm>

#include "links.h"
#include "pacticipants/label_store.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "versions/version_hal.h"
#include "web/hal.h"
#include "web/paging.h"
#include "web/problem.h"

namespace tally::pacticipants {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

web::Hal to_hal(const Links& links, const std::string& pacticipant, const Label& label) {
    web::Hal hal;
    hal.set("name", label.name).set_times(label.created_at);
    hal.link("self", {links.to(paths::kLabel, {pacticipant, label.name}), "Label", label.name});
    hal.link("pacticipant", versions::pacticipant_link(links, pacticipant));
    return hal;
}

http::Response no_such_label(const Context& context) {
    return web::not_found(context, "this pacticipant does not have the label");
}

}  // namespace

http::Response get_labels(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    const auto names = list_label_names(transaction);
    json::Array documents;
    const auto [begin, end] = web::slice(page, names.size());
    for (auto i = begin; i < end; ++i) documents.push_back(json::Object{{"name", names[i]}});
    const auto self = context.links.to(paths::kLabels);
    web::Hal hal;
    hal.embed("labels", std::move(documents));
    hal.link("self", {self, "Labels"});
    web::add_paging(hal, self, page, static_cast<std::int64_t>(names.size()));
    return web::hal_response(context, std::move(hal).take());
}

http::Response get_label(const Context& context, Transaction& transaction) {
    const auto& name = context.variable("pacticipant");
    const auto pacticipant = find_pacticipant(transaction, name);
    const auto label =
        pacticipant ? find_label(transaction, pacticipant->id, context.variable("label")) : std::nullopt;
    if (!label) return no_such_label(context);
    return web::hal_response(context, to_hal(context.links, name, *label).take());
}

http::Response put_label(const Context& context, Transaction& transaction) {
    const auto pacticipant =
        find_or_create_pacticipant(transaction, context.variable("pacticipant"), context.now_text);
    const auto& name = context.variable("label");
    const bool added = add_label(transaction, pacticipant.id, name, context.now_text);
    auto document =
        to_hal(context.links, pacticipant.name, *find_label(transaction, pacticipant.id, name)).take();
    if (!added) return web::hal_response(context, std::move(document));
    return web::created_response(context, std::move(document),
                                 context.links.to(paths::kLabel, {pacticipant.name, name}));
}

http::Response delete_label(const Context& context, Transaction& transaction) {
    const auto pacticipant = find_pacticipant(transaction, context.variable("pacticipant"));
    if (!pacticipant || !remove_label(transaction, pacticipant->id, context.variable("label"))) {
        return no_such_label(context);
    }
    return web::no_content();
}

}  // namespace tally::pacticipants
