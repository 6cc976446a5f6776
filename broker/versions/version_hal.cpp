#include "versions/version_hal.h"

#include "contracts/contract_store.h"
#include "environments/environment_hal.h"
#include "paths.h"
#include "versions/branch_store.h"
#include "versions/tag_store.h"

namespace tally::versions {

namespace {

json::Value embedded_branches(const Links& links, const Version& version,
                              const std::vector<BranchMembership>& memberships) {
    json::Array all;
    for (const auto& membership : memberships) {
        web::Hal hal;
        hal.set("name", membership.branch).set("latest", membership.is_head);
        hal.link("self",
                 {links.to(paths::kBranchVersion, {version.pacticipant, membership.branch, version.number}),
                  "Branch version", membership.branch});
        all.push_back(std::move(hal).take());
    }
    return all;
}

json::Value embedded_tags(const Links& links, const Version& version, const std::vector<Tag>& tags) {
    json::Array all;
    for (const auto& tag : tags) {
        web::Hal hal;
        hal.set("name", tag.name);
        hal.link("self",
                 {links.to(paths::kTag, {version.pacticipant, version.number, tag.name}), "Tag", tag.name});
        all.push_back(std::move(hal).take());
    }
    return all;
}

std::vector<web::Link> pact_links(storage::Transaction& transaction, const Links& links,
                                  const Version& version) {
    std::vector<web::Link> all;
    for (const auto& provider : contracts::list_providers_of_version(transaction, version.id)) {
        all.push_back({links.to(paths::kPact, {provider, version.pacticipant, version.number}), "Pact",
                       "Pact between " + version.pacticipant + " (" + version.number + ") and " + provider});
    }
    return all;
}

}  // namespace

json::Value version_document(storage::Transaction& transaction, const Links& links, const Version& version,
                             Detail detail, std::string self) {
    const auto memberships = list_memberships(transaction, version.id);
    const auto tags = list_tags(transaction, version.id);
    if (self.empty()) self = links.to(paths::kVersion, {version.pacticipant, version.number});

    web::Hal hal;
    hal.set("number", version.number).set_if("buildUrl", version.build_url);
    hal.set_times(version.created_at, version.updated_at);
    hal.embed("branchVersions", embedded_branches(links, version, memberships));
    hal.embed("tags", embedded_tags(links, version, tags));
    hal.link("self", {self, "Version", version.number});
    hal.link("pb:pacticipant", pacticipant_link(links, version.pacticipant));
    hal.link("pb:tag", {links.to(paths::kTag, {version.pacticipant, version.number}),
                        "Get, create or delete a tag for this version"});
    hal.link("pb:latest-verification-results-where-pacticipant-is-consumer",
             {links.to(paths::kResultsOfConsumerVersion, {version.pacticipant, version.number}),
              "Latest verification results for the pacts of this version"});
    hal.links("pb:pact-versions", pact_links(transaction, links, version));
    environments::add_placements(transaction, links, version, detail == Detail::whole, hal);
    if (detail == Detail::whole) environments::add_recording(transaction, links, version, hal);
    hal.curies(links.documentation("version"));
    return std::move(hal).take();
}

json::Value version_summary(const Links& links, std::string_view pacticipant, std::string_view number) {
    web::Hal hal;
    hal.set("number", number);
    hal.link("self", version_link(links, pacticipant, number));
    return std::move(hal).take();
}

web::Link version_link(const Links& links, std::string_view pacticipant, std::string_view number) {
    return {links.to(paths::kVersion, {pacticipant, number}), "Version", std::string(number)};
}

web::Link pacticipant_link(const Links& links, std::string_view name) {
    return {links.to(paths::kPacticipant, {name}), "Pacticipant", std::string(name)};
}

web::Hal tag_document(const Links& links, const Version& version, const Tag& tag) {
    web::Hal hal;
    hal.set("name", tag.name).set_times(tag.created_at);
    hal.link("self",
             {links.to(paths::kTag, {version.pacticipant, version.number, tag.name}), "Tag", tag.name});
    hal.link("version", version_link(links, version.pacticipant, version.number));
    hal.link("pacticipant", pacticipant_link(links, version.pacticipant));
    return hal;
}

web::Hal branch_document(const Links& links, std::string_view pacticipant, const Branch& branch) {
    web::Hal hal;
    hal.set("name", branch.name).set_times(branch.created_at, branch.updated_at);
    hal.link("self", {links.to(paths::kBranch, {pacticipant, branch.name}), "Branch"});
    hal.link("pb:latest-version", {links.to(paths::kBranchLatestVersion, {pacticipant, branch.name}),
                                   "Latest version for branch"});
    return hal;
}

}  // namespace tally::versions
