#include "overview/dashboard_resource.h"

#include <algorithm>
#include <map>
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
    std::vector<std::string> tags;  // of which it is the newest contract of the pair, by name
    Standing standing = {};
    std::string active_at = {};
};

// By provider; of each the newest of every consumer, then what is in environments, then the newest of each
// tag.
std::vector<Item> list_shown(Transaction& transaction, const std::optional<std::string>& provider,
                                 const std::optional<std::string>& consumer) {
    contracts::ContractFilter latest{.newest_per_pair = true};
    contracts::PlacedFilter placed;
    contracts::TaggedFilter tagged;
    if (provider) latest.provider = placed.provider = tagged.provider = *provider;
    if (consumer) latest.consumer = placed.consumer = tagged.consumer = *consumer;
    std::vector<Item> all;
    std::map<std::int64_t, std::size_t> known;  // by the id of the contract
    const auto item_of = [&](Contract contract) -> Item& {
        const auto [place, is_new] = known.emplace(contract.id, all.size());
        if (is_new) all.push_back({std::move(contract), {}});
        return all[place->second];
    };
    for (auto& contract : contracts::list_contracts(transaction, latest)) item_of(std::move(contract));
    for (auto& there : contracts::list_placed_contracts(transaction, placed)) item_of(std::move(there.contract));
    for (auto& newest : contracts::list_newest_tagged(transaction, tagged)) {
        item_of(std::move(newest.contract)).tags.push_back(std::move(newest.name));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Item& a, const Item& b) { return a.contract.provider < b.contract.provider; });
    return all;
}

std::vector<Item> list_items(Transaction& transaction, const std::optional<std::string>& provider,
                             const std::optional<std::string>& consumer) {
    auto items = list_shown(transaction, provider, consumer);
    std::vector<Contract> shown;
    for (const auto& item : items) shown.push_back(item.contract);
    auto standings = verifications::standings_of(transaction, shown);
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto& item = items[i];
        // Other content says nothing about what is shown here.
        if (standings[i].latest && standings[i].latest->sha == item.contract.sha) {
            item.standing = std::move(standings[i]);
        }
        item.active_at = item.contract.created_at;
        if (item.standing.latest) item.active_at = std::max(item.active_at, item.standing.latest->created_at);
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.active_at > b.active_at; });
    return items;
}

json::Value self(std::string href) {
    return json::Object{{"self", json::Object{{"href", std::move(href)}}}};
}

// What is asked once for all versions that a page shows
struct Versions {
    std::map<std::int64_t, std::vector<std::string>> headed_branches;
};

std::vector<std::string> known_of(const std::map<std::int64_t, std::vector<std::string>>& all, std::int64_t id) {
    const auto known = all.find(id);
    return known == all.end() ? std::vector<std::string>() : known->second;
}

json::Value version_document(const Versions& versions, const Links& links, const std::string& pacticipant,
                             const std::string& number, std::int64_t id) {
    json::Array heads;
    for (const auto& branch : known_of(versions.headed_branches, id)) heads.emplace_back(branch);
    json::Object document;
    document.set("number", number);
    document.set("branch", heads.empty() ? json::Value() : heads.back());
    document.set("headBranchNames", std::move(heads));
    document.set("_links", self(links.to(paths::kVersion, {pacticipant, number})));
    return document;
}

json::Value tag_documents(const Links& links, const std::string& pacticipant, const std::string& number,
                          const std::vector<std::string>& tags) {
    json::Array all;
    for (const auto& tag : tags) {
        json::Object document{{"name", tag}, {"latest", true}};
        document.set("_links", self(links.to(paths::kTag, {pacticipant, number, tag})));
        all.push_back(std::move(document));
    }
    return all;
}

std::vector<std::string> newest_tags(Transaction& transaction, const std::string& pacticipant,
                                     std::int64_t version_id) {
    std::vector<std::string> newest;
    for (auto& tag : versions::list_tags(transaction, version_id)) {
        const auto head = versions::find_latest_version_with_tag(transaction, pacticipant, tag.name);
        if (head && head->id == version_id) newest.push_back(std::move(tag.name));
    }
    return newest;
}

json::Value latest_execution(const std::vector<webhooks::TriggeredWebhook>& deliveries) {
    if (deliveries.empty()) return nullptr;
    const auto latest =
        std::max_element(deliveries.begin(), deliveries.end(),
                         [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
    return json::Object{{"triggeredAt", web::shown_time(latest->created_at)}};
}

json::Value item_document(Transaction& transaction, const Links& links, const Versions& versions,
                          const Item& item) {
    const auto& contract = item.contract;
    const auto& result = item.standing.latest;
    json::Object consumer{{"name", contract.consumer}};
    consumer.set("version", version_document(versions, links, contract.consumer, contract.version,
                                             contract.version_id));
    consumer.set("_links", self(links.to(paths::kPacticipant, {contract.consumer})));
    json::Object provider{{"name", contract.provider}};
    provider.set("version", result ? version_document(versions, links, contract.provider,
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
        latest_tags =
            tag_documents(links, contract.provider, result->provider_version,
                          newest_tags(transaction, contract.provider, result->provider_version_id));
    }
    const auto deliveries = webhooks::latest_deliveries(transaction, contract);
    web::Hal hal;
    hal.set("consumer", std::move(consumer))
        .set("provider", std::move(provider))
        .set("pact", std::move(pact))
        .set("pactTags", tag_documents(links, contract.consumer, contract.version, item.tags))
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

Versions versions_of(Transaction& transaction, const std::vector<Item>& items) {
    std::set<std::int64_t> ids;
    for (const auto& item : items) {
        ids.insert(item.contract.version_id);
        if (item.standing.latest) ids.insert(item.standing.latest->provider_version_id);
    }
    return {versions::list_branches_headed_by(transaction, {ids.begin(), ids.end()})};
}

http::Response answer(const Context& context, Transaction& transaction,
                      const std::optional<std::string>& provider, const std::optional<std::string>& consumer,
                      const std::string& url) {
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    auto items = list_items(transaction, provider, consumer);
    const auto total = static_cast<std::int64_t>(items.size());
    const auto [begin, end] = web::slice(page, items.size());
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(end), items.end());
    items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(begin));
    if (context.media_type == web::kPlainText) {
        std::vector<std::vector<std::string>> lines{
            {"CONSUMER", "C_VERSION", "PROVIDER", "P_VERSION", "STATUS"}};
        for (const auto& item : items) {
            const auto& contract = item.contract;
            const auto& standing = item.standing;
            lines.push_back({contract.consumer, contract.version, contract.provider,
                             standing.latest ? standing.latest->provider_version : "",
                             std::string(verifications::status_name(standing.status))});
        }
        return {200, {{"Content-Type", web::with_charset(web::kPlainText)}}, web::text_table(lines)};
    }
    const auto versions = versions_of(transaction, items);
    json::Array documents;
    for (const auto& item : items) {
        documents.push_back(item_document(transaction, context.links, versions, item));
    }
    web::Hal hal;
    hal.set("items", std::move(documents));
    web::add_paging(hal, url, page, total);
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
