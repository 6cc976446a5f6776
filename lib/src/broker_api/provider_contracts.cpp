#include "broker_api/provider_contracts.h"

#include "base/encoding.h"
#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

Error unknown_provider(const BrokerClient& broker, Error error, const std::string& provider) {
    if (error.code != ErrorCode::not_found) return error;
    return {ErrorCode::not_found, broker.address(), "there is no provider '" + provider + "'",
            broker.advice().pacticipant};
}

}  // namespace

Result<ProviderContracts> list_provider_contracts(BrokerClient& broker,
                                                  const ProviderContractsWanted& wanted) {
    const char* rel = wanted.branch.empty() ? wanted.latest ? "pb:latest-provider-pacts-with-main-branch"
                                                            : "pb:provider-pacts-with-main-branch"
                      : wanted.latest       ? "pb:latest-provider-pacts-with-branch"
                                            : "pb:provider-pacts-with-branch";
    auto link = broker.require_link(rel, "contracts of a branch cannot be listed");
    if (!link) return link.error();
    const std::string address =
        expand(std::move(*link), {{"provider", wanted.provider}, {"branch", wanted.branch}});
    auto list = broker.get(address);
    if (!list) return unknown_provider(broker, list.error(), wanted.provider);
    ProviderContracts all;
    if (find_at(list->body, {"_links", "pb:pacts"}) == nullptr &&
        find_at(list->body, {"_links", "pacts"}) == nullptr)
        return without(broker, address, "list of contracts");
    auto links = list->links("pb:pacts");
    if (links.empty()) links = list->links("pacts");
    for (auto& one : links) {
        if (!wanted.consumer.empty() && one.name != wanted.consumer) continue;
        all.contracts.push_back({std::move(one.name), std::move(one.title), std::move(one.href)});
    }
    all.document = std::move(list->body);
    return all;
}

Result<ProviderStates> list_provider_states(BrokerClient& broker, const std::string& provider,
                                            const std::string& branch, const std::string& environment) {
    // No link of any broker leads there, so the address is made from that of the provider's contracts
    auto link = broker.require_link("pb:provider-pacts", "provider states cannot be listed");
    if (!link) return link.error();
    std::string address = expand(std::move(*link), {{"provider", provider}}) + "/provider-states";
    if (!branch.empty()) address += "/branch/" + encoding::percent_encoded(branch);
    if (!environment.empty()) address += "/environment/" + encoding::percent_encoded(environment);
    auto answer = broker.get(address);
    if (!answer) {
        Error error = unknown_provider(broker, answer.error(), provider);
        if (error.code == ErrorCode::not_found)
            error.what += ", or no such branch or environment, or the broker is too old to know states";
        return error;
    }
    const json::Value* states = answer->body.find("providerStates");
    if (states == nullptr || !states->is_array()) return without(broker, address, "list of states");
    ProviderStates all;
    for (const auto& state : items_at(answer->body, {"providerStates"})) {
        ProviderState one{text_at(state, {"name"}), "", {}};
        const json::Value* parameters = state.find("params");
        if (parameters != nullptr && parameters->object() != nullptr && !parameters->object()->empty())
            one.parameters = json::to_text(*parameters);
        for (const auto& consumer : items_at(state, {"consumers"})) {
            if (consumer.string() != nullptr) one.consumers.push_back(*consumer.string());
        }
        all.states.push_back(std::move(one));
    }
    all.document = std::move(answer->body);
    return all;
}

}  // namespace tally::broker_api
