#include "broker_api/deployments.h"

#include <algorithm>

#include "base/text.h"
#include "broker_api/document_parts.h"
#include "broker_api/environments.h"
#include "broker_api/versions.h"

namespace tally::broker_api {

namespace {

// The two kinds of placements differ in names only.
struct Kind {
    const char* record;    // the link of a version that records one
    const char* list;      // the link of an environment that lists them
    const char* embedded;  // where the list has them
    const char* in_force;  // the member that is set to false at the end
    const char* done;      // "deployed", for messages
};
constexpr Kind kDeployment = {"pb:record-deployment", "pb:currently-deployed-deployed-versions",
                              "deployedVersions", "currentlyDeployed", "deployed to"};
constexpr Kind kRelease = {"pb:record-release", "pb:currently-supported-released-versions",
                           "releasedVersions", "currentlySupported", "released in"};

Result<HalDocument> record(BrokerClient& broker, const Kind& kind, const Placement& placement,
                           json::Object body) {
    auto version = get_version(broker, placement.pacticipant, placement.version);
    if (!version) return version.error();
    for (const auto& link : version->links(kind.record)) {
        if (link.name == placement.environment) return broker.post(link.href, std::move(body));
    }
    // Says whether it is the environment or the broker that is missing something
    auto environment = find_environment(broker, placement.environment);
    if (!environment) return environment.error();
    return missing_link(broker, kind.record, "it cannot record this");
}

// The placements of a kind in the environment, as the broker lists them.
Result<json::Array> list(BrokerClient& broker, const HalDocument& environment, const Kind& kind,
                         const std::vector<std::pair<std::string, std::string>>& parameters) {
    const auto link = environment.link(kind.list);
    if (!link) return missing_link(broker, kind.list, "it does not know what is where");
    auto answer = broker.get(with_query(link->href, parameters));
    if (!answer) return answer.error();
    const json::Value* all = find_at(answer->body, {"_embedded", kind.embedded});
    if (all == nullptr || !all->is_array()) return without(broker, link->href, "list of versions");
    return *all->array();
}

std::string version_of(const json::Value& placed) {
    return text_at(placed, {"_embedded", "version", "number"});
}

std::string instance_of(const json::Value& placed) {
    const std::string instance = text_at(placed, {"applicationInstance"});
    return instance.empty() ? text_at(placed, {"target"}) : instance;
}

Result<std::vector<HalDocument>> end(BrokerClient& broker, const Kind& kind, const json::Array& placed) {
    std::vector<HalDocument> ended;
    for (const json::Value& one : placed) {
        const auto self = link_of(one, "self");
        if (!self) return missing_link(broker, "self", "it cannot be changed");
        auto answer = broker.patch(self->href, json::Object{{kind.in_force, false}});
        if (!answer) return answer.error();
        ended.push_back(std::move(*answer));
    }
    return ended;
}

Error nothing_to_end(const BrokerClient& broker, const Kind& kind, const Placement& placement) {
    return {ErrorCode::not_found, broker.address(),
            placement.pacticipant + (placement.version.empty() ? "" : " " + placement.version) + " is not " +
                kind.done + " " + placement.environment,
            filled_in(broker.advice().placement,
                      {{"pacticipant", placement.pacticipant}, {"environment", placement.environment}})};
}

// The one instance that is meant, or the Error that asks for it.
Result<json::Array> of_one_instance(const BrokerClient& broker, const Placement& placement,
                                    const json::Array& placed) {
    json::Array meant;
    std::vector<std::string> instances;
    for (const json::Value& one : placed) {
        if (instance_of(one) == placement.instance) meant.push_back(one);
        instances.push_back(instance_of(one).empty() ? "without an instance" : instance_of(one));
    }
    if (!meant.empty()) return meant;
    if (placed.empty()) return nothing_to_end(broker, kDeployment, placement);
    return Error{ErrorCode::not_found, broker.address(),
                 placement.instance.empty()
                     ? "all that is deployed of " + placement.pacticipant + " has an instance"
                     : "there is no instance '" + placement.instance + "' of " + placement.pacticipant +
                           " in " + placement.environment,
                 broker.advice().instance + "; deployed: " + text::join(instances, ", ")};
}

}  // namespace

Result<HalDocument> record_deployment(BrokerClient& broker, const Placement& placement) {
    json::Object body;
    if (!placement.instance.empty()) {
        body.set("applicationInstance", placement.instance);
        body.set("target", placement.instance);  // its name in older brokers
    }
    return record(broker, kDeployment, placement, std::move(body));
}

Result<HalDocument> record_release(BrokerClient& broker, const Placement& placement) {
    return record(broker, kRelease, placement, {});
}

Result<std::vector<HalDocument>> record_undeployment(BrokerClient& broker, const Placement& placement) {
    auto environment = find_environment(broker, placement.environment);
    if (!environment) return environment.error();
    auto placed = list(broker, *environment, kDeployment, {{"pacticipant", placement.pacticipant}});
    if (!placed) return placed.error();
    auto meant = of_one_instance(broker, placement, *placed);
    if (!meant) return meant.error();
    return end(broker, kDeployment, *meant);
}

Result<std::vector<HalDocument>> record_support_ended(BrokerClient& broker, const Placement& placement) {
    auto environment = find_environment(broker, placement.environment);
    if (!environment) return environment.error();
    auto placed = list(broker, *environment, kRelease,
                       {{"pacticipant", placement.pacticipant}, {"version", placement.version}});
    if (!placed) return placed.error();
    json::Array meant;
    for (const json::Value& one : *placed) {
        if (version_of(one) == placement.version) meant.push_back(one);
    }
    if (meant.empty()) return nothing_to_end(broker, kRelease, placement);
    return end(broker, kRelease, meant);
}

Result<PlacedVersions> list_placed(BrokerClient& broker, const std::string& pacticipant,
                                   const std::string& environment_name, const std::vector<Placed>& kinds) {
    auto environment = find_environment(broker, environment_name);
    if (!environment) return environment.error();
    PlacedVersions all;
    for (const Placed kind : kinds) {
        const bool released = kind == Placed::released;
        auto placed =
            list(broker, *environment, released ? kRelease : kDeployment, {{"pacticipant", pacticipant}});
        if (!placed) return placed.error();
        for (json::Value& one : *placed) {
            const std::string owner = text_at(one, {"_embedded", "pacticipant", "name"});
            if (!owner.empty() && owner != pacticipant) continue;
            all.versions.push_back({version_of(one), instance_of(one), released});
            all.documents.push_back(std::move(one));
        }
    }
    return all;
}

}  // namespace tally::broker_api
