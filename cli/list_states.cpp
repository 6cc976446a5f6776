#include "cli/list_states.h"

#include <utility>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "cli/console.h"
#include "verification/nothing_verified.h"
#include "verification/states_needed.h"

namespace tally::cli {

namespace {

using verification::StateNeeded;

std::string shown(const std::string& text) {
    return text::replace_all(text::printable(text::shorten(text, 200)), "\n", " ");
}

std::string types_of(const verification::StateParameter& parameter) {
    return text::join({parameter.types.begin(), parameter.types.end()}, " or ");
}

std::string as_text(const std::vector<StateNeeded>& states) {
    std::string text;
    for (const auto& state : states) {
        std::vector<std::string> parameters;
        for (const auto& parameter : state.parameters)
            parameters.push_back(shown(parameter.name) + " (" + types_of(parameter) + ")");
        std::vector<std::string> users;
        for (const auto& user : state.users)
            users.push_back(shown(user.consumer) + " (" + text::counted(user.interactions, "interaction") +
                            ")");
        text += shown(state.name) + "\n";
        if (!parameters.empty()) text += "  parameters  " + text::join(parameters, ", ") + "\n";
        text += "  needed by   " + text::join(users, ", ") + "\n";
    }
    return text;
}

std::string as_json(const std::vector<StateNeeded>& states) {
    json::Array all;
    for (const auto& state : states) {
        json::Array parameters;
        for (const auto& parameter : state.parameters) {
            json::Array types;
            for (const auto& type : parameter.types) types.push_back(type);
            parameters.push_back(json::Object{{"name", parameter.name}, {"types", std::move(types)}});
        }
        json::Array users;
        for (const auto& user : state.users) {
            users.push_back(json::Object{{"name", user.consumer},
                                         {"interactions", static_cast<std::int64_t>(user.interactions)}});
        }
        all.push_back(json::Object{
            {"name", state.name}, {"parameters", std::move(parameters)}, {"consumers", std::move(users)}});
    }
    return json::to_pretty_text(json::Object{{"states", std::move(all)}}) + "\n";
}

}  // namespace

ExitCode list_states(verification::CollectedContracts collected, const std::string& form,
                     const verification::VerificationSettings& settings) {
    const auto states = verification::states_needed(collected.contracts);
    std::size_t interactions = 0;
    for (const auto& loaded : collected.contracts) interactions += loaded.contract.interactions.size();
    if (form == "json") {
        print(as_json(states));
    } else if (states.empty() && !collected.contracts.empty()) {
        print("no state is needed by the " + text::counted(interactions, "interaction") + " of " +
              text::counted(collected.contracts.size(), "contract") + "\n");
    } else {
        print(as_text(states));
    }
    for (const auto& failure : collected.failures) print_error(failure);
    if (!collected.failures.empty()) return ExitCode::could_not_find_out;
    if (!collected.contracts.empty() || settings.nothing_is_allowed) return ExitCode::yes;
    const auto nothing = explain_nothing({}, collected, settings);
    if (nothing) print_usage_error(nothing->sentence, nothing->remedy);
    return ExitCode::nothing_verified;
}

}  // namespace tally::cli
