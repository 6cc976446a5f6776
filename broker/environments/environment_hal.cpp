#include "environments/environment_hal.h"

#include <map>

#include "environments/environment_store.h"
#include "environments/placement_store.h"
#include "paths.h"
#include "versions/version_hal.h"

namespace tally::environments {

namespace {

using storage::Transaction;

void embed_placement(web::Hal& hal, const Links& links, const Placement& placement,
                     const Environment& environment, Told told) {
    if (told == Told::whole) return;
    web::Hal pacticipant;
    pacticipant.set("name", placement.pacticipant);
    pacticipant.link("self", {links.to(paths::kPacticipant, {placement.pacticipant})});
    hal.embed("pacticipant", std::move(pacticipant).take());
    hal.embed("version", versions::version_summary(links, placement.pacticipant, placement.version));
    if (told == Told::nothing) hal.embed("environment", to_hal(links, environment).take());
}

// Environments by id, each read once for a document.
class Environments {
  public:
    explicit Environments(Transaction& transaction) {
        for (auto& environment : list_environments(transaction)) {
            const auto id = environment.id;
            by_id_.emplace(id, std::move(environment));
        }
    }
    const Environment& at(std::int64_t id) const { return by_id_.at(id); }
    bool empty() const { return by_id_.empty(); }

  private:
    std::map<std::int64_t, Environment> by_id_;
};

web::Link deployed_link(const Links& links, const DeployedVersion& deployed, const Environment& environment) {
    web::Link link{links.to(paths::kDeployedVersion, {deployed.placement.uuid}),
                   "Version deployed to " + environment.display_name, environment.display_name};
    link.more.emplace_back("currently_deployed", deployed.is_current());
    if (!deployed.application_instance.empty()) {
        link.more.emplace_back("application_instance", deployed.application_instance);
    }
    return link;
}

}  // namespace

web::Hal to_hal(const Links& links, const Environment& environment) {
    web::Hal hal;
    hal.set("uuid", environment.uuid)
        .set("name", environment.name)
        .set("displayName", environment.display_name)
        .set("production", environment.production);
    if (!environment.contacts.empty()) hal.set("contacts", environment.contacts);
    hal.set_times(environment.created_at, environment.updated_at);
    hal.link("self", {links.to(paths::kEnvironment, {environment.uuid}), "Environment", environment.name});
    hal.link("pb:currently-deployed-deployed-versions",
             {links.to(paths::kCurrentlyDeployed, {environment.uuid}),
              "Versions currently deployed to " + environment.display_name});
    hal.link("pb:currently-supported-released-versions",
             {links.to(paths::kCurrentlySupported, {environment.uuid}),
              "Versions released and supported in " + environment.display_name});
    hal.link("pb:environments", {links.to(paths::kEnvironments), "Environments"});
    return hal;
}

json::Value environment_summary(const Links& links, const Environment& environment) {
    web::Hal hal;
    hal.set("uuid", environment.uuid)
        .set("name", environment.name)
        .set("displayName", environment.display_name)
        .set("production", environment.production);
    hal.set_times(environment.created_at, environment.updated_at);
    hal.link("self", {links.to(paths::kEnvironment, {environment.uuid}), "Environment", environment.name});
    return std::move(hal).take();
}

web::Hal to_hal(const Links& links, const DeployedVersion& deployed, const Environment& environment,
                Told told) {
    const auto& placement = deployed.placement;
    web::Hal hal;
    hal.set("uuid", placement.uuid).set("currentlyDeployed", deployed.is_current());
    if (!deployed.application_instance.empty()) {
        // The same under its old name, which clients still read.
        hal.set("target", deployed.application_instance);
        hal.set("applicationInstance", deployed.application_instance);
    }
    if (deployed.undeployed_at) hal.set("undeployedAt", web::shown_time(*deployed.undeployed_at));
    hal.set_times(placement.created_at, placement.updated_at);
    embed_placement(hal, links, placement, environment, told);
    hal.link("self", {links.to(paths::kDeployedVersion, {placement.uuid}), "Deployed version"});
    return hal;
}

web::Hal to_hal(const Links& links, const ReleasedVersion& released, const Environment& environment,
                Told told) {
    const auto& placement = released.placement;
    web::Hal hal;
    hal.set("uuid", placement.uuid).set("currentlySupported", released.is_supported());
    hal.set_times(placement.created_at, placement.updated_at);
    if (released.support_ended_at) hal.set("supportEndedAt", web::shown_time(*released.support_ended_at));
    embed_placement(hal, links, placement, environment, told);
    hal.link("self", {links.to(paths::kReleasedVersion, {placement.uuid}), "Released version"});
    return hal;
}

void add_placements(Transaction& transaction, const Links& links, const versions::Version& version,
                    bool empty_too, web::Hal& hal) {
    const Environments environments(transaction);
    std::vector<web::Link> deployed;
    std::vector<web::Link> released;
    if (!environments.empty()) {
        for (const auto& record : list_deployments_of(transaction, version.id)) {
            deployed.push_back(
                deployed_link(links, record, environments.at(record.placement.environment_id)));
        }
        for (const auto& record : list_releases_of(transaction, version.id)) {
            const auto& environment = environments.at(record.placement.environment_id);
            web::Link link{links.to(paths::kReleasedVersion, {record.placement.uuid}),
                           "Version released to " + environment.display_name, environment.display_name};
            link.more.emplace_back("currently_supported", record.is_supported());
            released.push_back(std::move(link));
        }
    }
    // A version by itself says that there are none
    if (empty_too || !deployed.empty()) hal.links("pb:deployed-environments", std::move(deployed));
    if (empty_too || !released.empty()) hal.links("pb:released-environments", std::move(released));
}

void add_recording(Transaction& transaction, const Links& links, const versions::Version& version,
                   web::Hal& hal) {
    std::vector<web::Link> deployment;
    std::vector<web::Link> release;
    for (const auto& environment : list_environments(transaction)) {
        deployment.push_back({links.to(paths::kDeployedVersionsOfVersion,
                                       {version.pacticipant, version.number, environment.uuid}),
                              "Record deployment to " + environment.display_name, environment.name});
        release.push_back({links.to(paths::kReleasedVersionsOfVersion,
                                    {version.pacticipant, version.number, environment.uuid}),
                           "Record release to " + environment.display_name, environment.name});
    }
    hal.links("pb:record-deployment", std::move(deployment));
    hal.links("pb:record-release", std::move(release));
}

std::vector<web::Link> deployed_environment_links(Transaction& transaction, const Links& links,
                                                  std::int64_t pacticipant_id) {
    std::vector<web::Link> all;
    for (auto& deployed : list_deployments_of_pacticipant(transaction, pacticipant_id)) {
        const auto environment = find_environment(transaction, deployed.placement.environment_id);
        deployed.application_instance.clear();  // that is told where the versions are
        if (environment) all.push_back(deployed_link(links, deployed, *environment));
    }
    return all;
}

}  // namespace tally::environments
