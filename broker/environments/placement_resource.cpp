#include "environments/placement_resource.h"

#include "environments/environment_hal.h"
#include "environments/environment_resource.h"
#include "environments/environment_store.h"
#include "environments/placement_store.h"
#include "links.h"
#include "paths.h"
#include "versions/version_hal.h"
#include "versions/version_store.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::environments {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

// The version and environment that a path names.
struct Place {
    versions::Version version;
    Environment environment;
};

std::optional<Place> place_of(const Context& context, Transaction& transaction) {
    auto version =
        versions::find_version(transaction, context.variable("pacticipant"), context.variable("version"));
    auto environment = find_environment(transaction, context.variable("uuid"));
    if (!version || !environment) return std::nullopt;
    return Place{std::move(*version), std::move(*environment)};
}

http::Response no_such_place(const Context& context, Transaction& transaction) {
    if (!find_environment(transaction, context.variable("uuid"))) return unknown_environment(context);
    return web::not_found(context, "no such version of this pacticipant");
}

template <class Record>
http::Response list_response(const Context& context, const char* name, const std::vector<Record>& records,
                             const Environment& environment, Told told, std::string self, std::string title) {
    json::Array documents;
    for (const auto& record : records) {
        documents.push_back(to_hal(context.links, record, environment, told).take());
    }
    web::Hal hal;
    hal.embed(name, std::move(documents));
    hal.link("self", {std::move(self), std::move(title)});
    return web::hal_response(context, std::move(hal).take());
}

// Nobody can ever be asked about a version that has neither a contract nor a result: most likely its number
// is not the one that the build has published under.
json::Value without_content_notice(const versions::Version& version) {
    return json::Object{
        {"type", "warning"},
        {"text", version.pacticipant + " version " + version.number +
                     " has no contract and no verification result, so can-i-deploy cannot say anything "
                     "about it. Record deployments with the version number that was published."}};
}

json::Value with_warning(Transaction& transaction, const versions::Version& version, web::Hal hal) {
    if (!has_content(transaction, version.id)) {
        hal.set("notices", json::Array{without_content_notice(version)});
    }
    return std::move(hal).take();
}

enum class Request { none, end, impossible };

// Only ending is a request; what a client sends back unchanged is not.
Request read_ending(const Context& context, const char* name) {
    const auto* value = web::find_member(context.body, name);
    if (value == nullptr || value->boolean() == nullptr) return Request::none;
    return *value->boolean() ? Request::impossible : Request::end;
}

http::Response impossible(const Context& context, const char* name, const char* how) {
    web::ValidationErrors errors;
    errors.add_invalid(name, how);
    return web::validation_response(context, errors, 422);
}

}  // namespace

http::Response get_currently_deployed(const Context& context, Transaction& transaction) {
    const auto environment = find_environment(transaction, context.variable("uuid"));
    if (!environment) return unknown_environment(context);
    PlacementFilter filter{.pacticipant = context.query.find("pacticipant")};
    filter.application_instance = context.query.find("applicationInstance");
    if (!filter.application_instance) filter.application_instance = context.query.find("target");
    return list_response(context, "deployedVersions",
                         list_currently_deployed(transaction, environment->id, filter), *environment,
                         Told::environment,
                         context.with_query(context.links.to(paths::kCurrentlyDeployed, {environment->uuid})),
                         "Currently deployed versions in " + environment->display_name);
}

http::Response get_currently_supported(const Context& context, Transaction& transaction) {
    const auto environment = find_environment(transaction, context.variable("uuid"));
    if (!environment) return unknown_environment(context);
    const PlacementFilter filter{.pacticipant = context.query.find("pacticipant"),
                                 .version = context.query.find("version")};
    return list_response(
        context, "releasedVersions", list_currently_supported(transaction, environment->id, filter),
        *environment, Told::environment,
        context.with_query(context.links.to(paths::kCurrentlySupported, {environment->uuid})),
        "Currently supported versions in " + environment->display_name);
}

http::Response get_deployments_of_version(const Context& context, Transaction& transaction) {
    const auto place = place_of(context, transaction);
    if (!place) return no_such_place(context, transaction);
    const auto& [version, environment] = *place;
    return list_response(context, "deployedVersions",
                         list_deployments_of(transaction, version.id, environment.id), environment,
                         Told::whole,
                         context.links.to(paths::kDeployedVersionsOfVersion,
                                          {version.pacticipant, version.number, environment.uuid}),
                         "Deployments of this version to " + environment.display_name);
}

http::Response post_deployment(const Context& context, Transaction& transaction) {
    const auto place = place_of(context, transaction);
    if (!place) return no_such_place(context, transaction);
    web::ValidationErrors errors;
    auto instance = web::read_text(context.body, "applicationInstance", {.may_be_blank = true}, errors);
    const auto target = web::read_text(context.body, "target", {.may_be_blank = true}, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    if (!instance) instance = target;
    const auto uuid = deploy(transaction, place->version,
                             {place->environment.id, instance ? std::string_view(*instance) : ""},
                             context.new_uuid(), context.now_text);
    auto hal = to_hal(context.links, *find_deployed_version(transaction, uuid), place->environment);
    return web::created_response(context, with_warning(transaction, place->version, std::move(hal)),
                                 context.links.to(paths::kDeployedVersion, {uuid}));
}

http::Response get_deployed_version(const Context& context, Transaction& transaction) {
    const auto deployed = find_deployed_version(transaction, context.variable("uuid"));
    if (!deployed) return web::not_found(context, "there is no deployed version with this uuid");
    const auto environment = find_environment(transaction, deployed->placement.environment_id);
    return web::hal_response(context, to_hal(context.links, *deployed, *environment).take());
}

http::Response patch_deployed_version(const Context& context, Transaction& transaction) {
    const auto deployed = find_deployed_version(transaction, context.variable("uuid"));
    if (!deployed) return web::not_found(context, "there is no deployed version with this uuid");
    switch (read_ending(context, "currentlyDeployed")) {
        case Request::impossible:
            return impossible(context, "currentlyDeployed",
                              "cannot be set to true; record a deployment of the version instead");
        case Request::end:
            undeploy(transaction, *deployed, context.now_text);
            break;
        case Request::none:
            break;
    }
    return get_deployed_version(context, transaction);
}

http::Response get_releases_of_version(const Context& context, Transaction& transaction) {
    const auto place = place_of(context, transaction);
    if (!place) return no_such_place(context, transaction);
    const auto& [version, environment] = *place;
    return list_response(context, "releasedVersions",
                         list_releases_of(transaction, version.id, environment.id), environment, Told::whole,
                         context.links.to(paths::kReleasedVersionsOfVersion,
                                          {version.pacticipant, version.number, environment.uuid}),
                         "Releases of this version to " + environment.display_name);
}

http::Response post_release(const Context& context, Transaction& transaction) {
    const auto place = place_of(context, transaction);
    if (!place) return no_such_place(context, transaction);
    const auto released =
        release(transaction, place->version, place->environment.id, context.new_uuid(), context.now_text);
    auto hal = to_hal(context.links, *find_released_version(transaction, released.uuid), place->environment);
    auto document = with_warning(transaction, place->version, std::move(hal));
    auto response = web::created_response(context, std::move(document),
                                          context.links.to(paths::kReleasedVersion, {released.uuid}));
    if (!released.is_new) response.status = 200;
    return response;
}

http::Response get_released_version(const Context& context, Transaction& transaction) {
    const auto released = find_released_version(transaction, context.variable("uuid"));
    if (!released) return web::not_found(context, "there is no released version with this uuid");
    const auto environment = find_environment(transaction, released->placement.environment_id);
    return web::hal_response(context, to_hal(context.links, *released, *environment).take());
}

http::Response patch_released_version(const Context& context, Transaction& transaction) {
    const auto released = find_released_version(transaction, context.variable("uuid"));
    if (!released) return web::not_found(context, "there is no released version with this uuid");
    switch (read_ending(context, "currentlySupported")) {
        case Request::impossible:
            return impossible(context, "currentlySupported",
                              "cannot be set to true; record a release of the version again instead");
        case Request::end:
            end_support(transaction, *released, context.now_text);
            break;
        case Request::none:
            break;
    }
    return get_released_version(context, transaction);
}

}  // namespace tally::environments
