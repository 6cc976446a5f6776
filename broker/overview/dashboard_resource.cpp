#include "overview/dashboard_resource.h"

#include <algorithm>
#include <functional>
#include <set>

#include "contracts/contract_hal.h"
#include "contracts/contract_store.h"
#include "links.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "verifications/verification_status.h"
#include "versions/branch_store.h"
#include "versions/tag_store.h"
#include "versions/version_store.h"
#include "web/hal.h"
#include "web/negotiation.h"
#include "web/paging.h"
#include "web/problem.h"
#include "web/text_table.h"
#include "webhooks/webhook_status.h"

namespace tally::overview {

namespace {

using Context = web::RequestContext;
using contracts::Contract;
using storage::Transaction;
using verifications::Standing;

struct Item {
    Contract contract;
    Standing standing;
    std::string active_at;
};

// By provider; of each the newest of every consumer, then what is in environments, then the newest of each
// tag.
std::vector<Contract> list_shown(Transaction& transaction, const std::optional<std::string>& provider,
                                 const std::optional<std::string>& consumer) {
    contracts::ContractFilter latest{.newest_per_pair = true};
    contracts::PlacedFilter placed;
    contracts::TaggedFilter tagged;
    if (provider) latest.provider = placed.provider = tagged.provider = *provider;
    if (consumer) latest.consumer = placed.consumer = tagged.consumer = *consumer;
    std::vector<Contract> all;
    std::set<std::int64_t> seen;
    const auto add = [&](Contract contract) {
        if (seen.insert(contract.id).second) all.push_back(std::move(contract));
    };
    for (auto& contract : contracts::list_contracts(transaction, latest)) add(std::move(contract));
    for (auto& there : contracts::list_placed_contracts(transaction, placed)) add(std::move(there.contract));
    for (auto& contract : contracts::list_newest_tagged(transaction, tagged)) add(std::move(contract));
    std::stable_sort(all.begin(), all.end(),
                     [](const Contract& a, const Contract& b) { return a.provider < b.provider; });
    return all;
}

std::vector<Item> list_items(Transaction& transaction, const std::optional<std::string>& provider,
                             const std::optional<std::string>& consumer) {
    auto shown = list_shown(transaction, provider, consumer);
    auto standings = verifications::standings_of(transaction, shown);
    std::vector<Item> items;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto& contract = shown[i];
        auto& standing = standings[i];
        // Other content says nothing about what is shown here.
        if (standing.latest && standing.latest->sha != contract.sha) standing = {};
        auto active_at = contract.created_at;
        if (standing.latest) active_at = std::max(active_at, standing.latest->created_at);
        items.push_back({std::move(contract), std::move(standing), std::move(active_at)});
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.active_at > b.active_at; });
    return items;
}

json::Value self(std::string href) {
    return json::Object{{"self", json::Object{{"href", std::move(href)}}}};
}

json::Value version_document(Transaction& transaction, const Links& links, const std::string& pacticipant,
                             const std::string& number, std::int64_t id) {
    const auto memberships = versions::list_memberships(transaction, id);
    json::Array heads;
    for (const auto& membership : memberships) {
        if (membership.is_head) heads.emplace_back(membership.branch);
    }
    json::Object document;
    document.set("number", number);
    document.set("branch", heads.empty() ? json::Value() : heads.back());
    document.set("headBranchNames", std::move(heads));
    document.set("_links", self(links.to(paths::kVersion, {pacticipant, number})));
    return document;
}

using IsNewest = std::function<bool(const std::string& tag)>;

json::Value tag_documents(Transaction& transaction, const Links& links, const std::string& pacticipant,
                          const std::string& number, std::int64_t id, const IsNewest& is_newest) {
    json::Array all;
    for (const auto& tag : versions::list_tags(transaction, id)) {
        if (!is_newest(tag.name)) continue;
        json::Object document{{"name", tag.name}, {"latest", true}};
        document.set("_links", self(links.to(paths::kTag, {pacticipant, number, tag.name})));
        all.push_back(std::move(document));
    }
    return all;
}

json::Value latest_execution(const std::vector<webhooks::TriggeredWebhook>& deliveries) {
    if (deliveries.empty()) return nullptr;
    const auto latest =
        std::max_element(deliveries.begin(), deliveries.end(),
                         [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
    return json::Object{{"triggeredAt", web::shown_time(latest->created_at)}};
}

json::Value item_document(Transaction& transaction, const Links& links, const Item& item) {
    const auto& contract = item.contract;
    const auto& result = item.standing.latest;
    json::Object consumer{{"name", contract.consumer}};
    consumer.set("version", version_document(transaction, links, contract.consumer, contract.version,
                                             contract.version_id));
    consumer.set("_links", self(links.to(paths::kPacticipant, {contract.consumer})));
    json::Object provider{{"name", contract.provider}};
    provider.set("version", result ? version_document(transaction, links, contract.provider,
                                                      result->provider_version, result->provider_version_id)
                                   : json::Value());
    provider.set("_links", self(links.to(paths::kPacticipant, {contract.provider})));
    json::Object pact{{"createdAt", web::shown_time(contract.created_at)}};
    pact.set("_links", self(contracts::contract_url(links, contract)));
    json::Value latest;
    json::Value latest_tags = json::Array{};
    if (result) {
        json::Object shown{{"success", result->success}, {"verifiedAt", web::shown_time(result->created_at)}};
        // To whatever is the latest result when it is followed
        shown.set("_links", self(links.to(paths::kLatestResultOfVersion,
                                          {contract.provider, contract.consumer, contract.version})));
        latest = std::move(shown);
        latest_tags = tag_documents(transaction, links, contract.provider, result->provider_version,
                                    result->provider_version_id, [&](const std::string& tag) {
                                        const auto newest = versions::find_latest_version_with_tag(
                                            transaction, contract.provider, tag);
                                        return newest && newest->id == result->provider_version_id;
                                    });
    }
    const auto deliveries = webhooks::latest_deliveries(transaction, contract);
    web::Hal hal;
    hal.set("consumer", std::move(consumer))
        .set("provider", std::move(provider))
        .set("pact", std::move(pact))
        .set("pactTags",
             tag_documents(transaction, links, contract.consumer, contract.version, contract.version_id,
                           [&](const std::string& tag) {
                               return contracts::is_newest_published(transaction, contract, tag);
                           }))
        .set("latestVerificationResult", std::move(latest))
        .set("latestVerificationResultTags", std::move(latest_tags))
        .set("verificationStatus", verifications::status_name(item.standing.status))
        .set("webhookStatus", webhooks::status_word(transaction, contract, deliveries))
        .set("latestWebhookExecution", latest_execution(deliveries));
    hal.link("pb:webhook-status",
             {links.to(paths::kPactWebhooksStatus, {contract.provider, contract.consumer}),
              "Status of webhooks for " + contract.consumer + " and " + contract.provider});
    return std::move(hal).take();
}

http::Response answer(const Context& context, Transaction& transaction,
                      const std::optional<std::string>& provider, const std::optional<std::string>& consumer,
                      const std::string& url) {
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    const auto items = list_items(transaction, provider, consumer);
    const auto [begin, end] = web::slice(page, items.size());
    if (context.media_type == web::kPlainText) {
        std::vector<std::vector<std::string>> lines{
            {"CONSUMER", "C_VERSION", "PROVIDER", "P_VERSION", "STATUS"}};
        for (auto i = begin; i < end; ++i) {
            const auto& [contract, standing, active_at] = items[i];
            lines.push_back({contract.consumer, contract.version, contract.provider,
                             standing.latest ? standing.latest->provider_version : "",
                             std::string(verifications::status_name(standing.status))});
        }
        return {200, {{"Content-Type", web::with_charset(web::kPlainText)}}, web::text_table(lines)};
    }
    json::Array documents;
    for (auto i = begin; i < end; ++i) {
        documents.push_back(item_document(transaction, context.links, items[i]));
    }
    web::Hal hal;
    hal.set("items", std::move(documents));
    web::add_paging(hal, url, page, static_cast<std::int64_t>(items.size()));
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace

http::Response get_dashboard(const Context& context, Transaction& transaction) {
    return answer(context, transaction, std::nullopt, std::nullopt, context.links.to(paths::kDashboard));
}

http::Response get_dashboard_of_pair(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto& consumer = context.variable("consumer");
    for (const auto& name : {consumer, provider}) {
        if (!pacticipants::find_pacticipant(transaction, name)) {
            return pacticipants::unknown_pacticipant(context, name);
        }
    }
    return answer(context, transaction, provider, consumer,
                  context.links.to(paths::kDashboardOfPair, {provider, consumer}));
}

}  // namespace tally::overview
