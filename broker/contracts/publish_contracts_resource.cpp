#include "contracts/publish_contracts_resource.h"

#include <set>

#include "base/text.h"
#include "contracts/contract_events.h"
#include "contracts/contract_hal.h"
#include "contracts/notices.h"
#include "contracts/publish_request.h"
#include "links.h"
#include "paths.h"
#include "settings.h"
#include "versions/version_hal.h"
#include "versions/version_service.h"
#include "versions/version_store.h"
#include "web/hal.h"
#include "web/negotiation.h"
#include "web/problem.h"
#include "webhooks/trigger.h"

namespace tally::contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;
using Kind = Publication::Kind;

http::Response refusal(const Context& context, const Notices& notices,
                       const std::vector<std::string>& errors) {
    json::Array texts;
    for (const auto& error : errors) texts.emplace_back(error);
    json::Object document{{"notices", to_json(notices)},
                          {"errors", json::Object{{"contracts", std::move(texts)}}}};
    auto response = web::hal_response(context, std::move(document), 409);
    response.headers.set("Content-Type", web::with_charset(web::kJson));
    return response;
}

http::Response look_alike_refusal(const Context& context, const std::vector<std::string>& complaints) {
    Notices notices;
    for (const auto& complaint : complaints) notices.push_back({"error", complaint});
    return refusal(context, notices, complaints);
}

Notice version_notice(const PublishRequest& request, bool created) {
    std::string text =
        (created ? "Created " : "Updated ") + request.pacticipant + " version " + request.version;
    if (request.branch) text += " with branch " + *request.branch;
    if (!request.tags.empty()) {
        text += request.branch ? " and " : " with ";
        text += (request.tags.size() == 1 ? "tag " : "tags ") + text::join(request.tags, ", ");
    }
    return {"debug", text};
}

Notice outcome_notice(const Publication& publication) {
    const auto& contract = publication.contract;
    const std::string where =
        contract.consumer + " version " + contract.version + " and provider " + contract.provider;
    switch (publication.kind) {
        case Kind::unchanged:
            return {"success", "Pact republished for " + where + " with the same content."};
        case Kind::merged:
            return {"success", "Pact merged with the one published before for " + where + "."};
        case Kind::changed:
            return {"warning",
                    "Pact with other content published over the existing one for " + where +
                        ". Results of the earlier content do not count for it; use a new version number "
                        "for each change."};
        default:
            return {"success", "Pact published for " + where + "."};
    }
}

// What the consumer's team should do next: nobody verifies a contract that nobody knows of.
void add_next_steps(const Publication& publication, bool has_webhooks, Notices& notices) {
    const auto& contract = publication.contract;
    std::vector<std::string> steps;
    if (!publication.saved.was_verified) {
        steps.push_back("Verify the contract in the build of " + contract.provider +
                        ": contract-verify --provider-name " + contract.provider + " --broker-url ...");
    }
    if (!has_webhooks) {
        steps.push_back(
            "Let the build of " + contract.provider +
            " verify again whenever the content of this contract changes: contract create-webhook");
    }
    if (!steps.empty()) notices.push_back({"prompt", "  Next steps:"});
    for (const auto& step : steps) notices.push_back({"prompt", "    * " + step});
}

void add_notices(const Context& context, Transaction& transaction, const Publication& publication,
                 Notices& notices) {
    const auto& contract = publication.contract;
    notices.push_back(outcome_notice(publication));
    notices.push_back({"debug", "  View the published pact at " + contract_url(context.links, contract)});
    std::vector<std::string> events;
    for (const auto& event : detect_events(transaction, publication)) events.push_back(event.text());
    notices.push_back({"debug", "  Events detected: " + text::join(events, ", ")});
    const auto [all_triggered, has_webhooks] =
        webhooks::trigger_by_publication(context, transaction, publication);
    for (const auto& triggered : all_triggered) {
        notices.push_back({"debug", "  Webhook \"" + triggered.name + "\" triggered for event " +
                                        triggered.event + ".\n    View logs at " +
                                        context.links.to(paths::kTriggeredWebhookLogs, {triggered.uuid})});
    }
    if (has_webhooks && all_triggered.empty()) {
        notices.push_back({"debug", "  No enabled webhook waits for these events"});
    }
    add_next_steps(publication, has_webhooks, notices);
}

json::Value document(const Links& links, const PublishRequest& request,
                     const std::vector<Contract>& contracts, const Notices& notices) {
    web::Hal pacticipant;
    pacticipant.set("name", request.pacticipant);
    pacticipant.link("self", {links.to(paths::kPacticipant, {request.pacticipant})});
    std::vector<web::Link> tags;
    for (const auto& tag : request.tags) {
        tags.push_back({links.to(paths::kTag, {request.pacticipant, request.version, tag}), "Tag", tag});
    }
    std::vector<web::Link> pacts;
    for (const auto& contract : contracts) {
        pacts.push_back({contract_url(links, contract), "Pact", contract.title()});
    }
    web::Hal hal;
    hal.set("logs", to_logs(notices)).set("notices", to_json(notices));
    hal.embed("pacticipant", std::move(pacticipant).take());
    hal.embed("version", versions::version_summary(links, request.pacticipant, request.version));
    hal.link("pb:pacticipant", versions::pacticipant_link(links, request.pacticipant));
    hal.link("pb:pacticipant-version", {links.to(paths::kVersion, {request.pacticipant, request.version}),
                                        "Pacticipant version", request.version});
    hal.links("pb:pacticipant-version-tags", std::move(tags));
    hal.links("pb:contracts", std::move(pacts));
    return std::move(hal).take();
}

http::Response publish_all(const Context& context, Transaction& transaction, const PublishRequest& request) {
    std::vector<std::string> names{request.pacticipant};
    for (const auto& item : request.contracts) names.push_back(item.provider);
    const auto& now = context.now_text;
    const auto named = find_or_create_all(transaction, context.settings, names, now);
    if (!named.complaints.empty()) return look_alike_refusal(context, named.complaints);

    // The branch comes before the tags, so that a tag never becomes the branch, and both before the
    // contracts, whose content is compared per tag.
    const versions::Moment moment{context.now, now, context.new_uuid};
    const auto& consumer = named.by_name.at(request.pacticipant);
    auto [version, created] = versions::find_or_create_version(transaction, consumer, request.version, now);
    if (request.build_url) versions::set_build_url(transaction, version, request.build_url, now);
    if (request.branch)
        versions::put_on_branch(transaction, context.settings, version, *request.branch, moment);
    for (const auto& tag : request.tags)
        versions::tag_version(transaction, context.settings, version, tag, moment);

    Notices notices{version_notice(request, created)};
    if (!request.branch) {
        notices.push_back(
            {"prompt", "  Tell the broker the branch of each version: contract publish --branch NAME"});
    }
    std::set<std::int64_t> providers;
    std::vector<Contract> published;
    std::vector<std::string> refusals;
    Notices refusal_notices;
    for (const auto& item : request.contracts) {
        const auto& provider = named.by_name.at(item.provider);
        const bool is_first = created && providers.insert(provider.id).second;
        const auto publication = publish(transaction, context.settings, consumer, version, provider,
                                         {item.content, item.document, item.on_conflict, is_first}, now);
        if (publication.refused()) {
            refusals.push_back(publication.message);
            refusal_notices.push_back({"error", publication.message});
            if (!publication.diff.empty()) refusal_notices.push_back({"info", publication.diff});
            continue;
        }
        add_notices(context, transaction, publication, notices);
        published.push_back(publication.contract);
    }
    if (!refusals.empty()) return refusal(context, refusal_notices, refusals);
    return web::hal_response(context, document(context.links, request, published, notices));
}

}  // namespace

std::variant<http::Response, web::SecondPart> post_contracts(const Context& context) {
    web::ValidationErrors errors;
    auto request = read_publish_request(context.body, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    return [&context, request = std::move(request)](Transaction& transaction) {
        return publish_all(context, transaction, request);
    };
}

}  // namespace tally::contracts
