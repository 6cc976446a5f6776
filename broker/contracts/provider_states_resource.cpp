#include "contracts/provider_states_resource.h"

#include <algorithm>
#include <map>
#include <set>

#include "contracts/contract_store.h"
#include "environments/environment_store.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

struct Expected {
    json::Value params;
    std::set<std::string> consumers;
};
// By name, then by the text of the sorted parameters.
using States = std::map<std::pair<std::string, std::string>, Expected>;

void add_state(States& states, const json::Value* name, const json::Value* params,
               const std::string& consumer) {
    if (name == nullptr || name->string() == nullptr || name->string()->empty()) return;
    const json::Value given = params != nullptr && params->is_object() ? *params : json::Value();
    auto& expected = states[{*name->string(), json::to_text(json::sorted(given))}];
    expected.params = given;
    expected.consumers.insert(consumer);
}

void add_states(States& states, const json::Value& interaction, const std::string& consumer) {
    // One name in the older versions of the format, a list of names with parameters in the newer ones.
    for (const auto* name : {"providerState", "provider_state"}) {
        add_state(states, interaction.find(name), nullptr, consumer);
    }
    const auto* list = interaction.find("providerStates");
    if (list == nullptr) return;
    add_state(states, list, nullptr, consumer);
    if (!list->is_array()) return;
    for (const auto& state : *list->array()) {
        add_state(states, state.find("name"), state.find("params"), consumer);
    }
}

http::Response states_of(const Context& context, Transaction& transaction,
                         const std::vector<Contract>& contracts) {
    States states;
    for (const auto& contract : contracts) {
        const auto document = json::parse(stored_text(transaction, contract.content_id));
        if (!document) continue;
        for (const auto* list : {"interactions", "messages"}) {
            const auto* elements = document->find(list);
            if (elements == nullptr || !elements->is_array()) continue;
            for (const auto& element : *elements->array()) add_states(states, element, contract.consumer);
        }
    }
    json::Array all;
    for (const auto& [key, expected] : states) {
        json::Array consumers;
        for (const auto& consumer : expected.consumers) consumers.emplace_back(consumer);
        json::Object state{{"name", key.first}};
        if (!expected.params.is_null()) state.set("params", expected.params);
        state.set("consumers", std::move(consumers));
        all.push_back(std::move(state));
    }
    return web::hal_response(context, json::Object{{"providerStates", std::move(all)}});
}

http::Response states_of_heads(const Context& context, Transaction& transaction, HeadFilter filter) {
    const auto& provider = context.variable("provider");
    if (!pacticipants::find_pacticipant(transaction, provider)) {
        return pacticipants::unknown_pacticipant(context, provider);
    }
    filter.provider = provider;
    std::vector<Contract> contracts;
    for (auto& head : list_head_contracts(transaction, filter)) contracts.push_back(std::move(head.contract));
    return states_of(context, transaction, contracts);
}

}  // namespace

http::Response get_provider_states(const Context& context, Transaction& transaction) {
    return states_of_heads(context, transaction, {.by = HeadFilter::By::main_branch});
}

http::Response get_branch_provider_states(const Context& context, Transaction& transaction) {
    return states_of_heads(context, transaction,
                           {.by = HeadFilter::By::branch, .name = context.variable("branch")});
}

http::Response get_environment_provider_states(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    if (!pacticipants::find_pacticipant(transaction, provider)) {
        return pacticipants::unknown_pacticipant(context, provider);
    }
    // Clients have always given a name here; the uuid is understood too.
    const auto& given = context.variable("environment");
    auto environment = environments::find_environment_named(transaction, given);
    if (!environment) environment = environments::find_environment(transaction, given);
    std::vector<Contract> contracts;
    if (environment) {
        for (auto& placed :
             list_placed_contracts(transaction, {.provider = provider, .environment = environment->name})) {
            contracts.push_back(std::move(placed.contract));
        }
    }
    return states_of(context, transaction, contracts);
}

}  // namespace tally::contracts
