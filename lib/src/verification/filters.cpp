#include "verification/filters.h"

#include <algorithm>

namespace tally::verification {

namespace {

// False when the pattern is too costly for the text: such an interaction is rather verified than left out.
bool excluded_by(const std::optional<Regex>& pattern, const std::string& text) {
    if (!pattern) return false;
    const auto found = pattern->found_in(text);
    return found && !*found;
}

}  // namespace

std::string why_skipped(const model::Interaction& interaction, const std::string& id,
                        const Filters& filters) {
    if (!filters.only.empty()) {
        const bool named =
            std::any_of(filters.only.begin(), filters.only.end(), [&](const std::string& wanted) {
                return wanted == id || wanted == interaction.key || wanted == interaction.broker_id;
            });
        if (!named) return "not named by --only";
    }
    if (excluded_by(filters.description, interaction.description)) return "--filter-description";
    if (filters.no_state && !interaction.provider_states.empty()) return "--filter-no-state";
    if (filters.state) {
        const auto& states = interaction.provider_states;
        const bool all_excluded = std::all_of(states.begin(), states.end(), [&](const auto& state) {
            return excluded_by(filters.state, state.name);
        });
        if (all_excluded) return "--filter-state";
    }
    return "";
}

}  // namespace tally::verification
