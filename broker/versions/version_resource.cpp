#include "versions/version_resource.h"

#include <algorithm>

#include "environments/environment_resource.h"
#include "environments/environment_store.h"
#include "links.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "versions/branch_store.h"
#include "versions/tag_store.h"
#include "versions/version_hal.h"
#include "versions/version_service.h"
#include "versions/version_store.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/paging.h"
#include "web/problem.h"

namespace tally::versions {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

http::Response no_such_version(const Context& context) {
    return web::not_found(context, "no such version of this pacticipant");
}

http::Response version_list(const Context& context, Transaction& transaction, const VersionFilter& filter,
                            const std::string& self) {
    const auto& pacticipant = context.variable("pacticipant");
    if (!pacticipants::find_pacticipant(transaction, pacticipant)) {
        return pacticipants::unknown_pacticipant(context, pacticipant);
    }
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);

    const auto& links = context.links;
    const auto versions = list_versions(transaction, pacticipant, filter, page);
    json::Array documents;
    std::vector<web::Link> items;
    for (const auto& version : versions) {
        documents.push_back(version_document(transaction, links, version, Detail::in_a_list));
        items.push_back({links.to(paths::kVersion, {pacticipant, version.number}), "Version"});
    }
    web::Hal hal;
    hal.embed("versions", std::move(documents));
    hal.link("self", {context.with_query(self), "All application versions of " + pacticipant});
    hal.link("pb:pacticipant", pacticipant_link(links, pacticipant));
    hal.links("pb:versions", items);
    hal.link("pacticipant", pacticipant_link(links, pacticipant));
    hal.links("versions", std::move(items));
    web::add_paging(hal, self, page, page ? count_versions(transaction, pacticipant, filter) : 0);
    return web::hal_response(context, std::move(hal).take());
}

http::Response one_version(const Context& context, Transaction& transaction,
                           const std::optional<Version>& version, std::string self) {
    if (!version) return no_such_version(context);
    return web::hal_response(
        context, version_document(transaction, context.links, *version, Detail::whole, std::move(self)));
}

struct VersionChange {
    std::optional<std::string> build_url;
    bool has_build_url = false;
    std::vector<std::string> tags;
    bool has_tags = false;
};

VersionChange read_change(const json::Value& body, web::ValidationErrors& errors) {
    VersionChange change;
    change.has_build_url = web::find_member(body, "buildUrl") != nullptr;
    change.build_url = web::read_text(body, "buildUrl", {.may_be_blank = true}, errors);
    const auto* tags = body.find("tags");
    if (tags == nullptr || tags->is_null()) return change;
    change.has_tags = true;
    if (!tags->is_array()) {
        errors.add_invalid("tags", "must be an array");
        return change;
    }
    std::size_t index = 0;
    for (const auto& tag : *tags->array()) {
        web::ValidationErrors wrong;
        const auto name = web::read_text(tag, "name", {.required = true}, wrong);
        for (const auto& entry : wrong.entries()) {
            errors.add_invalid("tags", "name " + entry.message + " (at index " + std::to_string(index) + ")");
        }
        if (name) change.tags.push_back(*name);
        ++index;
    }
    return change;
}

// Exactly these tags: what is missing is added, what is not named is removed. Nothing follows from it by
// itself.
void replace_tags(const Context& context, Transaction& transaction, const Version& version,
                  const std::vector<std::string>& names) {
    for (const auto& tag : list_tags(transaction, version.id)) {
        if (std::find(names.begin(), names.end(), tag.name) == names.end()) {
            remove_tag(transaction, version, tag.name);
        }
    }
    for (const auto& name : names) {
        add_tag(transaction, version, name, context.now_text);
    }
}

enum class Change { replace, merge };

http::Response change_version(const Context& context, Transaction& transaction, Change kind) {
    web::ValidationErrors errors;
    const auto change = read_change(context.body, errors);
    if (!errors.empty()) return web::validation_response(context, errors);

    const auto pacticipant = pacticipants::find_or_create_pacticipant(
        transaction, context.variable("pacticipant"), context.now_text);
    auto [version, created] =
        find_or_create_version(transaction, pacticipant, context.variable("version"), context.now_text);
    if (change.has_build_url || kind == Change::replace) {
        set_build_url(transaction, version, change.build_url, context.now_text);
    }
    if (change.has_tags) replace_tags(context, transaction, version, change.tags);
    return web::hal_response(context, version_document(transaction, context.links, version, Detail::whole),
                             created ? 201 : 200);
}

}  // namespace

http::Response get_versions(const Context& context, Transaction& transaction) {
    return version_list(context, transaction, {},
                        context.links.to(paths::kVersions, {context.variable("pacticipant")}));
}

http::Response get_tag_versions(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto& tag = context.variable("tag");
    if (!find_latest_version_with_tag(transaction, pacticipant, tag)) {
        return web::not_found(context, "no version with this tag");
    }
    return version_list(context, transaction, {VersionFilter::By::tag, tag},
                        context.links.to(paths::kTagVersions, {pacticipant, tag}));
}

http::Response get_branch_versions(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto& branch = context.variable("branch");
    if (!find_branch(transaction, pacticipant, branch)) return web::not_found(context, "no such branch");
    return version_list(context, transaction, {VersionFilter::By::branch, branch},
                        context.links.to(paths::kBranchVersions, {pacticipant, branch}));
}

http::Response get_environment_versions(const Context& context, Transaction& transaction) {
    // Clients have always given a name here; the uuid is understood too.
    const auto& given = context.variable("uuid");
    auto environment = environments::find_environment_named(transaction, given);
    if (!environment) environment = environments::find_environment(transaction, given);
    if (!environment) return environments::unknown_environment(context);
    return version_list(
        context, transaction, {VersionFilter::By::environment, environment->uuid},
        context.links.to(paths::kEnvironmentVersions, {context.variable("pacticipant"), given}));
}

http::Response get_version(const Context& context, Transaction& transaction) {
    return one_version(
        context, transaction,
        find_version(transaction, context.variable("pacticipant"), context.variable("version")), {});
}

http::Response put_version(const Context& context, Transaction& transaction) {
    return change_version(context, transaction, Change::replace);
}

http::Response patch_version(const Context& context, Transaction& transaction) {
    return change_version(context, transaction, Change::merge);
}

http::Response delete_version(const Context& context, Transaction& transaction) {
    const auto version =
        find_version(transaction, context.variable("pacticipant"), context.variable("version"));
    if (!version) return no_such_version(context);
    delete_version(transaction, *version);
    return web::no_content();
}

http::Response get_latest_version(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    return one_version(context, transaction, find_latest_version(transaction, pacticipant),
                       context.links.to(paths::kLatestVersion, {pacticipant}));
}

http::Response get_latest_tagged_version(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto& tag = context.variable("tag");
    return one_version(context, transaction, find_latest_version_with_tag(transaction, pacticipant, tag),
                       context.links.to(paths::kLatestTaggedVersion, {pacticipant, tag}));
}

http::Response get_branch_latest_version(const Context& context, Transaction& transaction) {
    const auto& pacticipant = context.variable("pacticipant");
    const auto& branch = context.variable("branch");
    return one_version(context, transaction, find_branch_head(transaction, pacticipant, branch),
                       context.links.to(paths::kBranchLatestVersion, {pacticipant, branch}));
}

}  // namespace tally::versions
