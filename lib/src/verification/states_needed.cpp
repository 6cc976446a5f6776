#include "verification/states_needed.h"

#include <map>

#include "base/text.h"
#include "model/interaction.h"

namespace tally::verification {

std::vector<StateNeeded> states_needed(const std::vector<LoadedContract>& contracts) {
    struct Uses {
        std::map<std::string, std::set<std::string>> parameters;
        std::map<std::string, std::set<std::string>> interactions;  // ids, by consumer
    };
    std::map<std::string, Uses> by_name;
    for (const auto& loaded : contracts) {
        for (const auto& interaction : loaded.contract.interactions) {
            for (const auto& state : interaction.provider_states) {
                Uses& uses = by_name[state.name];
                uses.interactions[loaded.contract.consumer].insert(model::short_id(interaction));
                for (const auto& param : state.params)
                    uses.parameters[param.name].insert(text::lower(json::kind_name(param.value.kind())));
            }
        }
    }
    std::vector<StateNeeded> states;
    for (const auto& [name, uses] : by_name) {
        StateNeeded state{name, {}, {}};
        for (const auto& [parameter, types] : uses.parameters) state.parameters.push_back({parameter, types});
        for (const auto& [consumer, ids] : uses.interactions) state.users.push_back({consumer, ids.size()});
        states.push_back(std::move(state));
    }
    return states;
}

}  // namespace tally::verification
