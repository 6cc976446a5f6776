#include "verifications/owed_resource.h"

#include <chrono>

#include "base/clock.h"
#include "links.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "verifications/owed_store.h"
#include "verifications/verify_command.h"
#include "versions/version_hal.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::verifications {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

constexpr std::int64_t kLeaseSeconds = 30 * 60;
constexpr std::int64_t kLongestLease = 24 * 60 * 60;

std::string content_url(const Links& links, const contracts::Contract& contract) {
    return links.to(paths::kPactVersion, {contract.provider, contract.consumer, contract.sha});
}

json::Value contract_document(const Links& links, const contracts::Contract& contract) {
    web::Hal hal;
    hal.set("consumer", contract.consumer).set("consumerVersion", contract.version);
    hal.link("self", {content_url(links, contract), {}, contract.title()});
    hal.link("pb:publish-verification-results",
             {links.to(paths::kResults, {contract.provider, contract.consumer, contract.sha}),
              "Publish verification results"});
    return std::move(hal).take();
}

json::Value run_document(const Links& links, const OwedRun& run) {
    const auto& version = run.version;
    json::Array uses;
    for (const auto& use : run.uses) uses.emplace_back(use);
    json::Array contracts;
    std::vector<std::string> urls;
    for (const auto& contract : run.contracts) {
        contracts.push_back(contract_document(links, contract));
        urls.push_back(content_url(links, contract));
    }
    web::Hal hal;
    hal.set("providerVersion", version.number).set("uses", std::move(uses));
    hal.set("command", verify_command(links.base(), version.pacticipant, version.number, urls));
    if (run.lease) {
        json::Object lease{{"uuid", run.lease->uuid}};
        if (run.lease->holder) lease.set("holder", *run.lease->holder);
        lease.set("until", web::shown_time(run.lease->until));
        hal.set("lease", std::move(lease));
    }
    hal.embed("pacts", std::move(contracts));
    hal.link("pb:provider-version", versions::version_link(links, version.pacticipant, version.number));
    return std::move(hal).take();
}

struct LeaseRequest {
    std::optional<std::string> branch;
    std::optional<std::string> version;
    std::optional<std::string> holder;
    std::int64_t seconds = kLeaseSeconds;
};

LeaseRequest read_lease_request(const json::Value& body, web::ValidationErrors& errors) {
    LeaseRequest request;
    request.branch = web::read_text(body, "branch", {}, errors);
    request.version = web::read_text(body, "version", {}, errors);
    request.holder = web::read_text(body, "holder", {}, errors);
    const auto* seconds = web::find_member(body, "seconds");
    if (seconds != nullptr && !seconds->is_null()) {
        request.seconds = seconds->integer().value_or(0);
        if (request.seconds < 1 || request.seconds > kLongestLease) {
            errors.add_invalid("seconds",
                               "must be a whole number from 1 to " + std::to_string(kLongestLease));
        }
    }
    return request;
}

http::Response nothing_on_branch(const Context& context, const std::string& provider, const std::string& branch) {
    return web::not_found(context, "no version of " + provider + " is on branch '" + branch + "'");
}

}  // namespace

http::Response get_owed(const Context& context, Transaction& transaction) {
    const auto& name = context.variable("provider");
    const auto provider = pacticipants::find_pacticipant(transaction, name);
    if (!provider) return pacticipants::unknown_pacticipant(context, name);
    const auto& links = context.links;
    const auto branch = context.query.find("branch");
    const auto runs = list_owed(transaction, *provider, branch, context.now_text);
    if (!runs) return nothing_on_branch(context, name, *branch);
    json::Array documents;
    for (const auto& run : *runs) documents.push_back(run_document(links, run));
    web::Hal hal;
    hal.embed("runs", std::move(documents));
    hal.link("self", {context.with_query(links.to(paths::kOwed, {name})), "Verifications that " + name + " owes"});
    hal.link("pb:provider", versions::pacticipant_link(links, name));
    hal.link("tally:leases", {links.to(paths::kOwedLeases, {name}), "POST here to take one over"});
    return web::hal_response(context, std::move(hal).take());
}

http::Response post_owed_lease(const Context& context, Transaction& transaction) {
    const auto& name = context.variable("provider");
    const auto provider = pacticipants::find_pacticipant(transaction, name);
    if (!provider) return pacticipants::unknown_pacticipant(context, name);
    web::ValidationErrors errors;
    const auto request = read_lease_request(context.body, errors);
    if (!errors.empty()) return web::validation_response(context, errors);

    const Lease wanted{context.new_uuid(), request.holder,
                       iso_8601_fixed(context.now + std::chrono::seconds(request.seconds))};
    auto runs = list_owed(transaction, *provider, request.branch, context.now_text);
    if (!runs) return nothing_on_branch(context, name, *request.branch);
    bool is_owed = false;
    for (auto& run : *runs) {
        if (request.version && *request.version != run.version.number) continue;
        is_owed = true;
        if (run.lease || !lease(transaction, run, wanted, context.now_text)) continue;
        run.lease = wanted;
        return web::hal_response(context, run_document(context.links, run), 201);
    }
    return web::hal_response(
        context, json::Object{{"run", nullptr},
                              {"because", is_owed ? "others have taken over everything that is owed"
                                                  : "nothing is owed"}});
}

}  // namespace tally::verifications
