#include "versions/tag_resource.h"

#include "links.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "versions/tag_store.h"
#include "versions/version_hal.h"
#include "versions/version_service.h"
#include "versions/version_store.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::versions {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

std::optional<Version> version_of(const Context& context, Transaction& transaction) {
    return find_version(transaction, context.variable("pacticipant"), context.variable("version"));
}

}  // namespace

http::Response get_tag(const Context& context, Transaction& transaction) {
    const auto version = version_of(context, transaction);
    const auto tag = version ? find_tag(transaction, version->id, context.variable("tag")) : std::nullopt;
    if (!tag) return web::not_found(context, "this version does not have the tag");
    return web::hal_response(context, tag_document(context.links, *version, *tag).take());
}

http::Response put_tag(const Context& context, Transaction& transaction) {
    const auto pacticipant = pacticipants::find_or_create_pacticipant(
        transaction, context.variable("pacticipant"), context.now_text);
    const auto [version, created_version] =
        find_or_create_version(transaction, pacticipant, context.variable("version"), context.now_text);
    const auto& name = context.variable("tag");
    const Moment now{context.now, context.now_text, context.new_uuid};
    const bool created = tag_version(transaction, context.settings, version, name, now);
    deploy_by_tag(transaction, context.settings, version, name, now);
    auto document = tag_document(context.links, version, *find_tag(transaction, version.id, name)).take();
    if (!created) return web::hal_response(context, std::move(document));
    return web::created_response(context, std::move(document),
                                 context.links.to(paths::kTag, {pacticipant.name, version.number, name}));
}

http::Response delete_tag(const Context& context, Transaction& transaction) {
    const auto version = version_of(context, transaction);
    if (!version || !remove_tag(transaction, *version, context.variable("tag"))) {
        return web::not_found(context, "this version does not have the tag");
    }
    return web::no_content();
}

}  // namespace tally::versions
