#include <map>
#include <tuple>

#include "checking/finding_codes.h"
#include "checking/found.h"

namespace tally::checking {
namespace {

using model::Interaction;

using Identity = std::tuple<std::string, std::string, std::size_t>;

Identity identity_of(const Interaction& interaction) {
    json::Array states;
    for (const auto& state : interaction.provider_states)
        states.emplace_back(json::Object{{"name", state.name}, {"params", state.params}});
    return {interaction.description, json::to_text(json::sorted(std::move(states))),
            interaction.exchange.index()};
}

}  // namespace

void check_interactions(const model::Contract& contract, const ContractParts& parts, FoundList& found) {
    if (contract.interactions.empty()) {
        found.add(codes::kNoInteractions, {}, "the contract has no interactions",
                  "run the consumer's tests again");
    }
    std::map<Identity, std::size_t> identities;
    std::map<std::string, std::size_t> keys;
    for (std::size_t i = 0; i < contract.interactions.size(); ++i) {
        const Interaction& interaction = contract.interactions[i];
        const json::Pointer& place = parts.interactions()[i];
        if (!interaction.key.empty()) {
            const auto [first, is_new] = keys.emplace(interaction.key, i);
            if (!is_new) {
                found.add(codes::kDuplicateKey, place,
                          "the key '" + interaction.key + "' is also that of interaction '" +
                              contract.interactions[first->second].description + "'",
                          "give each interaction a key of its own");
                continue;
            }
        }
        const auto [first, is_new] = identities.emplace(identity_of(interaction), i);
        if (is_new) continue;
        const std::string& other_key = contract.interactions[first->second].key;
        if (!interaction.key.empty() && !other_key.empty()) continue;  // told apart by their keys
        found.add(
            codes::kDuplicateInteraction, place,
            "interaction '" + interaction.description + "' is there twice with the same provider states",
            "give each a description of its own");
    }
}

}  // namespace tally::checking
