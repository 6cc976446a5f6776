#include "pacticipants/pacticipant_resource.h"

#include <algorithm>

#include "base/text.h"
#include "environments/environment_hal.h"
#include "links.h"
#include "pacticipants/display_name.h"
#include "pacticipants/label_store.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "versions/version_hal.h"
#include "versions/version_store.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/paging.h"
#include "web/problem.h"

namespace tally::pacticipants {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

json::Value label_documents(Transaction& transaction, const Links& links, const Pacticipant& pacticipant) {
    json::Array all;
    for (const auto& label : list_labels(transaction, pacticipant.id)) {
        web::Hal hal;
        hal.set("name", label.name);
        hal.link("self", {links.to(paths::kLabel, {pacticipant.name, label.name}), "Label", label.name});
        all.push_back(std::move(hal).take());
    }
    return all;
}

constexpr auto kUseNewRel = "Deprecated: use pb:pacticipants";

enum class Detail { whole, without_deployments };

web::Hal to_hal(Transaction& transaction, const Links& links, const Pacticipant& pacticipant,
                Detail detail = Detail::whole) {
    const auto& name = pacticipant.name;
    web::Hal hal;
    hal.set("name", name)
        .set("displayName", pacticipant.display_name.value_or(display_name_of(name)))
        .set_if("repositoryUrl", pacticipant.repository_url)
        .set_if("repositoryName", pacticipant.repository_name)
        .set_if("repositoryNamespace", pacticipant.repository_namespace)
        .set_if("mainBranch", pacticipant.main_branch)
        .set_times(pacticipant.created_at, pacticipant.updated_at);
    if (const auto latest = versions::find_latest_version(transaction, name)) {
        const auto summary = versions::version_summary(links, name, latest->number);
        auto deprecated = summary;
        deprecated.object()->set("title", "Deprecated: use latestVersion");
        deprecated.object()->set("name", "Deprecated: use latestVersion");
        hal.embed("latestVersion", summary).embed("latest-version", std::move(deprecated));
    }
    hal.embed("labels", label_documents(transaction, links, pacticipant));

    const auto versions_url = links.to(paths::kVersions, {name});
    hal.link("self", {links.to(paths::kPacticipant, {name})});
    hal.link("pb:versions", {versions_url});
    hal.link("pb:branches", {links.to(paths::kBranches, {name})});
    if (detail == Detail::whole) {
        hal.links("pb:deployed-environments",
                  environments::deployed_environment_links(transaction, links, pacticipant.id));
    }
    hal.link("pb:version", {links.to(paths::kVersion, {name}), "Get, create or delete a version of " + name});
    hal.link("pb:version-tag",
             {links.to(paths::kTag, {name}), "Get, create or delete a tag for a version of " + name});
    hal.link("pb:branch-version",
             {links.to(paths::kBranchVersion, {name}), "Get or create a version on a branch of " + name});
    hal.link("pb:label", {links.to(paths::kLabel, {name}), "Get, create or delete a label of " + name});
    hal.link("pb:can-i-deploy-badge",
             {links.to(paths::kCanIDeployTagBadge, {name}), "Badge: can " + name + " be deployed, by tags"});
    hal.link(
        "pb:can-i-deploy-branch-to-environment-badge",
        {links.to(paths::kCanIDeployBranchBadge, {name}), "Badge: can a branch of " + name + " be deployed"});
    hal.link("versions", {versions_url, "Deprecated: use pb:versions"});
    hal.curies(links.documentation("pacticipant"));
    return hal;
}

// Scripts that have nothing to say about a repository send an empty text.
constexpr web::TextRules kRepositoryRules{.may_be_blank = true};

void read_changes(const json::Value& body, Pacticipant& pacticipant, bool replace,
                  web::ValidationErrors& errors) {
    const auto field = [&](std::string_view name, std::optional<std::string>& into,
                           web::TextRules rules = {}) {
        const bool named = web::find_member(body, name) != nullptr;
        auto value = web::read_text(body, name, rules, errors);
        if (named || replace) into = std::move(value);
    };
    field("displayName", pacticipant.display_name);
    field("repositoryUrl", pacticipant.repository_url, kRepositoryRules);
    field("repositoryName", pacticipant.repository_name, kRepositoryRules);
    field("repositoryNamespace", pacticipant.repository_namespace, kRepositoryRules);
    field("mainBranch", pacticipant.main_branch, {.may_have_blanks = false});
}

// The name in the path is the one that counts; one in the document must at least be a name.
void check_name(const json::Value& body, web::ValidationErrors& errors) {
    if (web::find_member(body, "name") != nullptr) web::read_text(body, "name", {.required = true}, errors);
}

http::Response shown(const Context& context, Transaction& transaction, const std::string& name) {
    const auto pacticipant = *find_pacticipant(transaction, name);
    return web::hal_response(context, to_hal(transaction, context.links, pacticipant).take());
}

http::Response created(const Context& context, Transaction& transaction, const std::string& name,
                       Detail detail) {
    const auto pacticipant = *find_pacticipant(transaction, name);
    return web::created_response(context, to_hal(transaction, context.links, pacticipant, detail).take(),
                                 context.links.to(paths::kPacticipant, {pacticipant.name}));
}

}  // namespace

http::Response get_pacticipants(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);

    const auto& links = context.links;
    const auto part = context.query.find("q").value_or("");
    json::Array embedded;
    json::Array top_level;  // clients read either
    std::vector<web::Link> current;
    std::vector<web::Link> deprecated;
    for (const auto& pacticipant : list_pacticipants(transaction, part, page)) {
        auto document = to_hal(transaction, links, pacticipant, Detail::without_deployments).take();
        embedded.push_back(document);
        document.object()->set("title", pacticipant.name);
        top_level.push_back(std::move(document));
        const auto url = links.to(paths::kPacticipant, {pacticipant.name});
        current.push_back({url, "Pacticipant", pacticipant.name});
        deprecated.push_back({url, pacticipant.name, kUseNewRel});
    }
    const auto self = links.to(paths::kPacticipants);
    web::Hal hal;
    hal.set("pacticipants", std::move(top_level));
    hal.embed("pacticipants", std::move(embedded));
    hal.link("self", {self, "Pacticipants"});
    hal.link("pb:pacticipants-with-label",
             {links.to(paths::kPacticipantsWithLabel), "Find pacticipants by label"});
    hal.links("pb:pacticipants", std::move(current));
    hal.links("pacticipants", std::move(deprecated));
    web::add_paging(hal, self, page, page ? count_pacticipants(transaction, part) : 0, part);
    return web::hal_response(context, std::move(hal).take());
}

http::Response get_pacticipants_with_label(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    const auto& links = context.links;
    const auto& label = context.variable("label");
    const auto part = context.query.find("q").value_or("");
    auto found = list_pacticipants_with_label(transaction, label);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Pacticipant& pacticipant) {
                                   return !part.empty() &&
                                          !text::contains_ignoring_case(pacticipant.name, part);
                               }),
                found.end());
    json::Array embedded;
    std::vector<web::Link> items;
    std::vector<web::Link> deprecated;
    const auto [begin, end] = web::slice(page, found.size());
    for (auto i = begin; i < end; ++i) {
        embedded.push_back(to_hal(transaction, links, found[i], Detail::without_deployments).take());
        const auto url = links.to(paths::kPacticipant, {found[i].name});
        items.push_back({url, "Pacticipant", found[i].name});
        deprecated.push_back({url, found[i].name, kUseNewRel});
    }
    const auto self = links.to(paths::kPacticipantsWithLabel, {label});
    web::Hal hal;
    hal.embed("pacticipants", std::move(embedded));
    hal.link("self", {self, "Pacticipants with label " + label});
    hal.link("pb:pacticipants-with-label",
             {links.to(paths::kPacticipantsWithLabel), "Find pacticipants by label"});
    hal.links("pb:pacticipants", std::move(items));
    hal.links("pacticipants", std::move(deprecated));
    web::add_paging(hal, self, page, static_cast<std::int64_t>(found.size()), part);
    return web::hal_response(context, std::move(hal).take());
}

http::Response post_pacticipant(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    Pacticipant pacticipant;
    const auto name = web::read_text(context.body, "name", {.required = true}, errors);
    read_changes(context.body, pacticipant, true, errors);
    if (!errors.empty()) return web::validation_response(context, errors);

    // Two builds may create the same one at once: the stored one is the answer.
    pacticipant.name = *name;
    insert_pacticipant(transaction, pacticipant, context.now_text);
    return created(context, transaction, *name, Detail::without_deployments);
}

http::Response get_pacticipant(const Context& context, Transaction& transaction) {
    const auto pacticipant = find_pacticipant(transaction, context.variable("pacticipant"));
    if (!pacticipant) return unknown_pacticipant(context, context.variable("pacticipant"));
    return web::hal_response(context, to_hal(transaction, context.links, *pacticipant).take());
}

http::Response put_pacticipant(const Context& context, Transaction& transaction) {
    auto pacticipant = find_pacticipant(transaction, context.variable("pacticipant"));
    if (!pacticipant) return unknown_pacticipant(context, context.variable("pacticipant"));
    web::ValidationErrors errors;
    check_name(context.body, errors);
    read_changes(context.body, *pacticipant, true, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    update_pacticipant(transaction, *pacticipant, context.now_text);
    return shown(context, transaction, pacticipant->name);
}

http::Response patch_pacticipant(const Context& context, Transaction& transaction) {
    auto pacticipant = find_pacticipant(transaction, context.variable("pacticipant")).value_or(Pacticipant{});
    const bool is_new = pacticipant.id == 0;
    if (is_new) pacticipant.name = context.variable("pacticipant");
    web::ValidationErrors errors;
    check_name(context.body, errors);
    read_changes(context.body, pacticipant, false, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    if (is_new) {
        insert_pacticipant(transaction, pacticipant, context.now_text);
        return created(context, transaction, pacticipant.name, Detail::whole);
    }
    update_pacticipant(transaction, pacticipant, context.now_text);
    return shown(context, transaction, pacticipant.name);
}

http::Response delete_pacticipant(const Context& context, Transaction& transaction) {
    const auto pacticipant = find_pacticipant(transaction, context.variable("pacticipant"));
    if (!pacticipant) return unknown_pacticipant(context, context.variable("pacticipant"));
    delete_pacticipant(transaction, pacticipant->id);
    return web::no_content();
}

http::Response unknown_pacticipant(const Context& context, const std::string& name) {
    return web::not_found(context, "there is no pacticipant with the name '" + name + "'");
}

}  // namespace tally::pacticipants
