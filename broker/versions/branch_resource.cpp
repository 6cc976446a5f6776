#include "versions/branch_resource.h"

#include <algorithm>

#include "base/text.h"
#include "links.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "versions/branch_store.h"
#include "versions/version_hal.h"
#include "versions/version_service.h"
#include "versions/version_store.h"
#include "web/hal.h"
#include "web/paging.h"
#include "web/problem.h"

namespace tally::versions {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

json::Value branch_version_document(const Links& links, const Version& version,
                                    const BranchMembership& membership) {
    const auto& pacticipant = version.pacticipant;
    const auto& branch = membership.branch;
    web::Hal hal;
    hal.set_times(membership.created_at, membership.updated_at);
    hal.link("self",
             {links.to(paths::kBranchVersion, {pacticipant, branch, version.number}), "Branch version"});
    hal.link("pb:branch", {links.to(paths::kBranch, {pacticipant, branch}), "Branch", branch});
    hal.link("pb:version", version_link(links, pacticipant, version.number));
    return std::move(hal).take();
}

http::Response no_such_branch(const Context& context) {
    return web::not_found(context, "no such branch");
}
http::Response not_on_branch(const Context& context) {
    return web::not_found(context, "no such version on this branch");
}

}  // namespace

http::Response get_branches(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    if (!pacticipants::find_pacticipant(transaction, pacticipant)) {
        return pacticipants::unknown_pacticipant(context, pacticipant);
    }
    web::ValidationErrors errors;
    auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    if (!page) page = web::Page{};  // the one list that always comes in pages

    const auto& links = context.links;
    const auto part = context.query.find("q").value_or("");
    json::Array documents;
    std::vector<web::Link> items;
    for (const auto& branch : list_branches(transaction, pacticipant, part, page)) {
        documents.push_back(branch_document(links, pacticipant, branch).take());
        items.push_back({links.to(paths::kBranch, {pacticipant, branch.name}), {}, branch.name});
    }
    const auto self = links.to(paths::kBranches, {pacticipant});
    web::Hal hal;
    hal.embed("branches", std::move(documents));
    hal.link("self", {context.with_query(self), pacticipant + " branches"});
    hal.links("pb:branches", std::move(items));
    web::add_paging(hal, self, page, count_branches(transaction, pacticipant, part), part);
    return web::hal_response(context, std::move(hal).take());
}

http::Response delete_branches(const Context& context, Transaction& transaction) {
    const auto& name = context.variable("pacticipant");
    const auto pacticipant = pacticipants::find_pacticipant(transaction, name);
    if (!pacticipant) return pacticipants::unknown_pacticipant(context, name);
    const auto kept = context.query.all("exclude[]");
    std::size_t deleted = 0;
    for (const auto& branch : list_branches(transaction, name, "", std::nullopt)) {
        const bool is_main = pacticipant->main_branch == branch.name;
        if (is_main || std::find(kept.begin(), kept.end(), branch.name) != kept.end()) continue;
        delete_branch(transaction, branch.id);
        ++deleted;
    }
    json::Object notice{
        {"type", "success"},
        {"text", "Deleted " + std::to_string(deleted) + (deleted == 1 ? " branch of " : " branches of ") +
                     name + "; the main branch and excluded branches stay."}};
    return web::hal_response(context, json::Object{{"notices", json::Array{std::move(notice)}}}, 202);
}

http::Response get_branch(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto branch = find_branch(transaction, pacticipant, context.variable("branch"));
    if (!branch) return no_such_branch(context);
    return web::hal_response(context, branch_document(context.links, pacticipant, *branch).take());
}

http::Response delete_branch(const Context& context, Transaction& transaction) {
    const auto branch = find_branch(transaction, context.variable("pacticipant"), context.variable("branch"));
    if (!branch) return no_such_branch(context);
    delete_branch(transaction, branch->id);
    return web::no_content();
}

http::Response get_branch_version(const Context& context, Transaction& transaction) {
    const auto version =
        find_version(transaction, context.variable("pacticipant"), context.variable("version"));
    const auto membership =
        version ? find_membership(transaction, version->id, context.variable("branch")) : std::nullopt;
    if (!membership) return not_on_branch(context);
    return web::hal_response(context, branch_version_document(context.links, *version, *membership));
}

http::Response put_branch_version(const Context& context, Transaction& transaction) {
    const auto pacticipant = pacticipants::find_or_create_pacticipant(
        transaction, context.variable("pacticipant"), context.now_text);
    const auto [version, created_version] =
        find_or_create_version(transaction, pacticipant, context.variable("version"), context.now_text);
    const auto& branch = context.variable("branch");
    const bool added = put_on_branch(transaction, context.settings, version, branch,
                                     {context.now, context.now_text, context.new_uuid});
    auto document =
        branch_version_document(context.links, version, *find_membership(transaction, version.id, branch));
    if (!added) return web::hal_response(context, std::move(document));
    return web::created_response(
        context, std::move(document),
        context.links.to(paths::kBranchVersion, {pacticipant.name, branch, version.number}));
}

http::Response delete_branch_version(const Context& context, Transaction& transaction) {
    const auto version =
        find_version(transaction, context.variable("pacticipant"), context.variable("version"));
    if (!version || !remove_from_branch(transaction, *version, context.variable("branch"))) {
        return not_on_branch(context);
    }
    return web::no_content();
}

}  // namespace tally::versions
