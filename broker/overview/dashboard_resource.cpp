#include "overview/dashboard_resource.h"

#include <algorithm>
#include <set>

#include "contracts/contract_hal.h"
#include "contracts/contract_store.h"
#include "links.h"
#include "overview/dashboard_store.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "verifications/verification_status.h"
#include "verifications/verification_store.h"
#include "versions/branch_store.h"
#include "versions/tag_store.h"
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
using verifications::Verification;

using Ids = std::vector<std::int64_t>;
using NamesById = std::map<std::int64_t, std::vector<std::string>>;

struct Item {
    Contract contract;
    std::optional<Verification> result;  // the latest of the very content
};

// What the items of a page need, asked for all at once: the number of statements does not grow with them.
struct Page {
    std::vector<Item> items;
    NamesById contract_tags;  // by publication, those that it is the newest of its pair with
    NamesById branches;       // by version, those that it is the head of
    NamesById version_tags;   // by provider version, those that it is the newest with
    std::vector<webhooks::WebhookStanding> webhooks;  // of each item
};

const std::vector<std::string>& names_of(const NamesById& all, std::int64_t id) {
    static const std::vector<std::string> none;
    const auto known = all.find(id);
    return known == all.end() ? none : known->second;
}

std::vector<Item> read_items(Transaction& transaction, const Ids& publication_ids) {
    auto contracts = contracts::find_contracts(transaction, publication_ids);
    std::set<std::int64_t> contents;
    for (const auto& [id, contract] : contracts) contents.insert(contract.content_id);
    const auto results = verifications::find_latest_of(transaction, {contents.begin(), contents.end()});
    std::vector<Item> items;
    for (const auto id : publication_ids) {
        auto& contract = contracts.at(id);
        const auto result = results.find(contract.content_id);
        items.push_back(
            {std::move(contract), result == results.end() ? std::nullopt : std::optional(result->second)});
    }
    return items;
}

Page read_page(Transaction& transaction, std::vector<Item> items) {
    Ids publication_ids;
    std::set<std::int64_t> versions, provider_versions;
    std::vector<Contract> contracts;
    for (const auto& item : items) {
        publication_ids.push_back(item.contract.id);
        contracts.push_back(item.contract);
        versions.insert(item.contract.version_id);
        if (item.result) provider_versions.insert(item.result->provider_version_id);
    }
    versions.insert(provider_versions.begin(), provider_versions.end());
    return {std::move(items), list_newest_tags(transaction, publication_ids),
            versions::list_branches_headed_by(transaction, {versions.begin(), versions.end()}),
            versions::list_tags_headed_by(transaction, {provider_versions.begin(), provider_versions.end()}),
            webhooks::webhook_standings_of(transaction, contracts)};
}

json::Value self(std::string href) {
    return json::Object{{"self", json::Object{{"href", std::move(href)}}}};
}

json::Value version_document(const Page& page, const Links& links, const std::string& pacticipant,
                             const std::string& number, std::int64_t id) {
    json::Array heads;
    for (const auto& branch : names_of(page.branches, id)) heads.emplace_back(branch);
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

json::Value latest_execution(const webhooks::WebhookStanding& standing) {
    if (!standing.latest_at) return nullptr;
    return json::Object{{"triggeredAt", web::shown_time(*standing.latest_at)}};
}

json::Value item_document(const Links& links, const Page& page, std::size_t index) {
    const auto& [contract, result] = page.items[index];
    json::Object consumer{{"name", contract.consumer}};
    consumer.set("version",
                 version_document(page, links, contract.consumer, contract.version, contract.version_id));
    consumer.set("_links", self(links.to(paths::kPacticipant, {contract.consumer})));
    json::Object provider{{"name", contract.provider}};
    provider.set("version", result ? version_document(page, links, contract.provider,
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
        latest_tags = tag_documents(links, contract.provider, result->provider_version,
                                    names_of(page.version_tags, result->provider_version_id));
    }
    const auto& webhooks = page.webhooks[index];
    web::Hal hal;
    hal.set("consumer", std::move(consumer))
        .set("provider", std::move(provider))
        .set("pact", std::move(pact))
        .set("pactTags", tag_documents(links, contract.consumer, contract.version,
                                       names_of(page.contract_tags, contract.id)))
        .set("latestVerificationResult", std::move(latest))
        .set("latestVerificationResultTags", std::move(latest_tags))
        .set("verificationStatus", verifications::status_name(verifications::status_of(result)))
        .set("webhookStatus", webhooks.status)
        .set("latestWebhookExecution", latest_execution(webhooks));
    hal.link("pb:webhook-status",
             {links.to(paths::kPactWebhooksStatus, {contract.provider, contract.consumer}),
              "Status of webhooks for " + contract.consumer + " and " + contract.provider});
    return std::move(hal).take();
}

std::string text_table(const std::vector<Item>& items) {
    std::vector<std::vector<std::string>> lines{{"CONSUMER", "C_VERSION", "PROVIDER", "P_VERSION", "STATUS"}};
    for (const auto& [contract, result] : items) {
        lines.push_back({contract.consumer, contract.version, contract.provider,
                         result ? result->provider_version : "",
                         std::string(verifications::status_name(verifications::status_of(result)))});
    }
    return web::text_table(lines);
}

http::Response answer(const Context& context, Transaction& transaction,
                      const std::optional<storage::IdPair>& pair, const std::string& url) {
    web::ValidationErrors errors;
    const auto asked = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    const auto shown = list_shown(transaction, pair);
    const auto [begin, end] = web::slice(asked, shown.size());
    auto items = read_items(transaction, Ids(shown.begin() + static_cast<std::ptrdiff_t>(begin),
                                             shown.begin() + static_cast<std::ptrdiff_t>(end)));
    if (context.media_type == web::kPlainText) {
        return {200, {{"Content-Type", web::with_charset(web::kPlainText)}}, text_table(items)};
    }
    const auto page = read_page(transaction, std::move(items));
    json::Array documents;
    for (std::size_t i = 0; i < page.items.size(); ++i) {
        documents.push_back(item_document(context.links, page, i));
    }
    web::Hal hal;
    hal.set("items", std::move(documents));
    web::add_paging(hal, url, asked, static_cast<std::int64_t>(shown.size()));
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace

http::Response get_dashboard(const Context& context, Transaction& transaction) {
    return answer(context, transaction, std::nullopt, context.links.to(paths::kDashboard));
}

http::Response get_dashboard_of_pair(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto& consumer = context.variable("consumer");
    Ids ids;
    for (const auto& name : {consumer, provider}) {
        const auto found = pacticipants::find_pacticipant(transaction, name);
        if (!found) return pacticipants::unknown_pacticipant(context, name);
        ids.push_back(found->id);
    }
    return answer(context, transaction, storage::IdPair(ids[0], ids[1]),
                  context.links.to(paths::kDashboardOfPair, {provider, consumer}));
}

}  // namespace tally::overview
