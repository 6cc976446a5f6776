#include "contracts/contract_list_resource.h"

#include <algorithm>

#include "contracts/contract_hal.h"
#include "contracts/contract_store.h"
#include "links.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "versions/version_hal.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;
using By = ContractFilter::By;

json::Value pair_document(const Links& links, const Contract& contract) {
    web::Hal consumer;
    consumer.set("name", contract.consumer);
    consumer.embed("version", versions::version_summary(links, contract.consumer, contract.version));
    consumer.link("self", versions::pacticipant_link(links, contract.consumer));
    web::Hal provider;
    provider.set("name", contract.provider);
    provider.link("self", versions::pacticipant_link(links, contract.provider));
    web::Hal hal;
    hal.set_times(contract.created_at);
    hal.embed("consumer", std::move(consumer).take());
    hal.embed("provider", std::move(provider).take());
    hal.links("self", {{links.to(paths::kLatestPact, {contract.provider, contract.consumer})},
                       {contract_url(links, contract)}});
    return std::move(hal).take();
}

// "Latest" of a branch is what its newest version has, if it has a contract at all.
std::vector<Contract> listed(Transaction& transaction, const ContractFilter& filter) {
    const bool by_branch = filter.by == By::branch || filter.by == By::main_branch;
    if (!filter.newest_per_pair || !by_branch) return list_contracts(transaction, filter);
    HeadFilter heads{.provider = *filter.provider,
                     .by = filter.by == By::branch ? HeadFilter::By::branch : HeadFilter::By::main_branch,
                     .name = filter.name};
    if (filter.consumer) heads.consumer = *filter.consumer;
    std::vector<Contract> contracts;
    for (auto& head : list_head_contracts(transaction, heads)) contracts.push_back(std::move(head.contract));
    return contracts;
}

// What the list at an address shows, or what is deleted there.
struct Listing {
    ContractFilter filter;
    std::string self;
    std::string title;
};

http::Response provider_list(const Context& context, Transaction& transaction, Listing listing) {
    auto& filter = listing.filter;
    const auto& provider = context.variable("provider");
    if (!pacticipants::find_pacticipant(transaction, provider)) {
        return pacticipants::unknown_pacticipant(context, provider);
    }
    filter.provider = provider;
    const auto& links = context.links;
    std::vector<web::Link> current;
    std::vector<web::Link> deprecated;
    for (const auto& contract : listed(transaction, filter)) {
        const auto url = contract_url(links, contract);
        current.push_back({url, contract.title(), contract.consumer});
        deprecated.push_back({url, contract.title(), contract.consumer});
    }
    const web::Link provider_link{links.to(paths::kPacticipant, {provider}), provider};
    web::Hal hal;
    hal.link("self", {std::move(listing.self), std::move(listing.title)});
    hal.link("pb:provider", provider_link);
    hal.links("pb:pacts", std::move(current));
    hal.link("provider", provider_link);
    hal.links("pacts", std::move(deprecated));  // older verifiers read this one
    return web::hal_response(context, std::move(hal).take());
}

std::string pair_url(const Context& context, std::string_view path, std::string_view name = {}) {
    const auto& provider = context.variable("provider");
    const auto& consumer = context.variable("consumer");
    return name.empty() ? context.links.to(path, {provider, consumer})
                        : context.links.to(path, {provider, consumer, name});
}

// "Version 3 - 14/06/2026"
std::string item_name(const Contract& contract) {
    const auto& day = contract.created_at;  // "2026-06-14T..."
    return "Version " + contract.version + " - " + day.substr(8, 2) + "/" + day.substr(5, 2) + "/" +
           day.substr(0, 4);
}

http::Response pair_list(const Context& context, Transaction& transaction, Listing listing) {
    auto& filter = listing.filter;
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    for (const auto& name : {consumer, provider}) {
        if (!pacticipants::find_pacticipant(transaction, name)) {
            return pacticipants::unknown_pacticipant(context, name);
        }
    }
    filter.consumer = consumer;
    filter.provider = provider;
    const auto& links = context.links;
    json::Array documents;
    std::vector<web::Link> items;
    auto contracts = listed(transaction, filter);
    if (filter.by == By::none || filter.by == By::tag) std::reverse(contracts.begin(), contracts.end());
    for (const auto& contract : contracts) {
        const auto url = contract_url(links, contract);
        web::Hal hal;
        hal.set_times(contract.created_at);
        hal.embed("consumerVersion", versions::version_summary(links, consumer, contract.version));
        hal.link("self", {url, "Pact", contract.title()});
        documents.push_back(std::move(hal).take());
        items.push_back({url, contract.title(), item_name(contract)});
    }
    const web::Link consumer_link{links.to(paths::kPacticipant, {consumer}), consumer};
    const web::Link provider_link{links.to(paths::kPacticipant, {provider}), provider};
    web::Hal hal;
    hal.embed("pacts", std::move(documents));
    hal.link("self", {std::move(listing.self), std::move(listing.title)});
    // The lists have had two spellings, and clients read the one that each has always had.
    const std::string prefix = filter.by == By::tag ? "pb:" : "";
    hal.link(prefix + "consumer", consumer_link)
        .link(prefix + "provider", provider_link)
        .links(prefix + "pact-versions", std::move(items));
    return web::hal_response(context, std::move(hal).take());
}

// What is left is where the answer points to.
http::Response delete_listed(const Context& context, Transaction& transaction, ContractFilter filter) {
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    for (const auto& name : {consumer, provider}) {
        if (!pacticipants::find_pacticipant(transaction, name)) {
            return pacticipants::unknown_pacticipant(context, name);
        }
    }
    filter.consumer = consumer;
    filter.provider = provider;
    for (const auto& contract : listed(transaction, filter)) {
        delete_publications(transaction, contract);
    }
    if (filter.by == By::none) return web::no_content();
    return web::hal_response(context, after_deletion(transaction, context.links, consumer, provider));
}

Listing of_pair(const Context& context) {
    return {{}, pair_url(context, paths::kPactVersions), "All versions of the pact"};
}

Listing of_pair_with_tag(const Context& context) {
    const auto& tag = context.variable("tag");
    return {{.by = By::tag, .name = tag},
            pair_url(context, paths::kTagPactVersions, tag),
            "All versions of the pact with tag " + tag};
}

Listing of_pair_from_branch(const Context& context) {
    const auto& branch = context.variable("branch");
    return {{.by = By::branch, .name = branch},
            pair_url(context, paths::kBranchPactVersions, branch),
            "All versions of the pact from branch " + branch};
}

Listing of_pair_from_main_branch(const Context& context) {
    return {{.by = By::main_branch},
            pair_url(context, paths::kMainBranchPactVersions),
            "All versions of the pact from the consumer's main branch"};
}

Listing latest_of_pair_from_branch(const Context& context) {
    const auto& branch = context.variable("branch");
    return {{.by = By::branch, .name = branch, .newest_per_pair = true},
            pair_url(context, paths::kLatestBranchPactVersions, branch),
            "Latest version of the pact from branch " + branch};
}

Listing latest_of_pair_from_main_branch(const Context& context) {
    return {{.by = By::main_branch, .newest_per_pair = true},
            pair_url(context, paths::kLatestMainBranchPactVersions),
            "Latest version of the pact from the consumer's main branch"};
}

}  // namespace

http::Response get_latest_contracts(const Context& context, Transaction& transaction) {
    const auto& links = context.links;
    json::Array pacts;
    std::vector<web::Link> items;
    for (const auto& contract : list_contracts(transaction, {.newest_per_pair = true})) {
        pacts.push_back(pair_document(links, contract));
        items.push_back(
            {links.to(paths::kLatestPact, {contract.provider, contract.consumer}), contract.title()});
    }
    web::Hal hal;
    hal.set("pacts", std::move(pacts));
    hal.link("self", {links.to(paths::kLatestPacts), "Latest pacts"});
    hal.links("pb:pacts", items);
    for (auto& item : items) item.name = "Deprecated: use pb:pacts";
    hal.links("pacts", std::move(items));
    hal.curies(links.documentation("pacts"));
    return web::hal_response(context, std::move(hal).take());
}

http::Response get_pair_contracts(const Context& context, Transaction& transaction) {
    return pair_list(context, transaction, of_pair(context));
}

http::Response get_pair_tag_contracts(const Context& context, Transaction& transaction) {
    return pair_list(context, transaction, of_pair_with_tag(context));
}

http::Response get_pair_branch_contracts(const Context& context, Transaction& transaction) {
    return pair_list(context, transaction, of_pair_from_branch(context));
}

http::Response get_pair_main_branch_contracts(const Context& context, Transaction& transaction) {
    return pair_list(context, transaction, of_pair_from_main_branch(context));
}

http::Response get_pair_latest_branch_contracts(const Context& context, Transaction& transaction) {
    return pair_list(context, transaction, latest_of_pair_from_branch(context));
}

http::Response get_pair_latest_main_branch_contracts(const Context& context, Transaction& transaction) {
    return pair_list(context, transaction, latest_of_pair_from_main_branch(context));
}

http::Response delete_pair_contracts(const Context& context, Transaction& transaction) {
    return delete_listed(context, transaction, of_pair(context).filter);
}

http::Response delete_pair_tag_contracts(const Context& context, Transaction& transaction) {
    return delete_listed(context, transaction, of_pair_with_tag(context).filter);
}

http::Response delete_pair_branch_contracts(const Context& context, Transaction& transaction) {
    return delete_listed(context, transaction, of_pair_from_branch(context).filter);
}

http::Response delete_pair_main_branch_contracts(const Context& context, Transaction& transaction) {
    return delete_listed(context, transaction, of_pair_from_main_branch(context).filter);
}

http::Response delete_pair_latest_branch_contracts(const Context& context, Transaction& transaction) {
    return delete_listed(context, transaction, latest_of_pair_from_branch(context).filter);
}

http::Response delete_pair_latest_main_branch_contracts(const Context& context, Transaction& transaction) {
    return delete_listed(context, transaction, latest_of_pair_from_main_branch(context).filter);
}

http::Response get_provider_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    return provider_list(
        context, transaction,
        {{}, context.links.to(paths::kProviderPacts, {provider}), "All pacts of " + provider});
}

http::Response get_provider_tag_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto& tag = context.variable("tag");
    return provider_list(context, transaction,
                         {{.by = By::tag, .name = tag},
                          context.links.to(paths::kProviderTagPacts, {provider, tag}),
                          "All pacts of " + provider + " with consumer tag " + tag});
}

http::Response get_provider_branch_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto& branch = context.variable("branch");
    return provider_list(context, transaction,
                         {{.by = By::branch, .name = branch},
                          context.links.to(paths::kProviderBranchPacts, {provider, branch}),
                          "All pacts of " + provider + " from consumer branch " + branch});
}

http::Response get_provider_main_branch_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    return provider_list(context, transaction,
                         {{.by = By::main_branch},
                          context.links.to(paths::kProviderMainBranchPacts, {provider}),
                          "All pacts of " + provider + " from the consumers' main branches"});
}

http::Response get_provider_latest_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    return provider_list(context, transaction,
                         {{.newest_per_pair = true},
                          context.links.to(paths::kProviderLatestPacts, {provider}),
                          "Latest pacts of " + provider});
}

http::Response get_provider_latest_tag_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto& tag = context.variable("tag");
    return provider_list(context, transaction,
                         {{.by = By::tag, .name = tag, .newest_per_pair = true},
                          context.links.to(paths::kProviderLatestTagPacts, {provider, tag}),
                          "Latest pacts of " + provider + " with consumer tag " + tag});
}

http::Response get_provider_latest_branch_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto& branch = context.variable("branch");
    return provider_list(context, transaction,
                         {{.by = By::branch, .name = branch, .newest_per_pair = true},
                          context.links.to(paths::kProviderLatestBranchPacts, {provider, branch}),
                          "Latest pacts of " + provider + " from consumer branch " + branch});
}

http::Response get_provider_latest_main_branch_contracts(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    return provider_list(context, transaction,
                         {{.by = By::main_branch, .newest_per_pair = true},
                          context.links.to(paths::kProviderLatestMainBranchPacts, {provider}),
                          "Latest pacts of " + provider + " from the consumers' main branches"});
}

}  // namespace tally::contracts
