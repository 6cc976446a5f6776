#include "cli/strength_meter.h"

#include <algorithm>

#include "reporting/report_sentences.h"
#include "strength/strength.h"

namespace tally::cli {

void StrengthMeter::on(const verification::Event& event) {
    const auto* compared = std::get_if<verification::InteractionCompared>(&event);
    if (compared == nullptr || compared->interaction.status != verification::Status::passed) return;
    const auto& contract = compared->contract.source.contract;
    const auto& interaction = contract.interactions[compared->interaction.index];
    std::string pair = reporting::pair_of(compared->contract);
    // A run that repeats interactions measures each once
    const auto known = std::find_if(measured_.begin(), measured_.end(), [&](const auto& one) {
        return one.id == compared->interaction.id && one.pair == pair;
    });
    if (known != measured_.end()) return;
    measured_.push_back({compared->interaction.id, reporting::interaction_title(interaction), std::move(pair),
                         strength::measure(contract, interaction, compared->interaction.exchange->response)});
}

}  // namespace tally::cli
