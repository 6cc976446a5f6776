#include "model/interaction.h"

#include "base/encoding.h"

namespace tally::model {

std::string short_id(const Interaction& interaction) {
    if (!interaction.key.empty()) return interaction.key;
    if (!interaction.broker_id.empty()) return interaction.broker_id;
    std::string identity = interaction.description;
    for (const ProviderState& state : interaction.provider_states) identity += '\0' + state.name;
    constexpr std::size_t length = 8;
    return encoding::sha1_hex(identity).substr(0, length);
}

}  // namespace tally::model
