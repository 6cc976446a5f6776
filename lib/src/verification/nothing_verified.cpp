#include "verification/nothing_verified.h"

#include "base/text.h"

namespace tally::verification {

namespace {

std::string quoted_list(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    std::vector<std::string> quoted;
    for (std::size_t i = 0; i < names.size() && i < kShown; ++i) {
        quoted.push_back("'" + text::printable(text::shorten(names[i], 80)) + "'");
    }
    std::string list = text::join(quoted, ", ");
    if (names.size() > kShown) list += " and " + std::to_string(names.size() - kShown) + " more";
    return list;
}

std::string quoted(const std::string& name) {
    return "'" + text::printable(text::shorten(name, 80)) + "'";
}

std::string did_you_mean(const std::string& typed, const std::vector<std::string>& candidates) {
    const std::string nearest = text::nearest(typed, candidates);
    return nearest.empty() ? "" : " (did you mean " + quoted(nearest) + "?)";
}

NothingVerified none_found(const CollectedContracts& collected, const VerificationSettings& settings) {
    NothingVerified nothing;
    nothing.reason = NothingReason::no_contracts;
    nothing.sentence = "no contract was found";
    if (!settings.provider.empty()) nothing.sentence += " for provider " + quoted(settings.provider);
    if (!collected.places.empty())
        nothing.sentence += " in " + text::shorten(text::join(collected.places, ", "), 300);
    nothing.remedy = "check the place, and that the consumer has recorded or published its contract";
    return nothing;
}

NothingVerified none_meant(const LeftOut& left_out, const VerificationSettings& settings) {
    NothingVerified nothing;
    const std::string found = text::counted(left_out.contracts, "contract");
    const std::string were = left_out.contracts == 1 ? " was found, but " : " were found, but ";
    if (!left_out.consumers.empty()) {
        nothing.reason = NothingReason::other_consumers;
        nothing.sentence = found + were +
                           "none of a consumer that --filter-consumer names: the consumers are " +
                           quoted_list(left_out.consumers);
        nothing.remedy = "check --filter-consumer";
        return nothing;
    }
    nothing.reason = NothingReason::other_provider;
    nothing.sentence = found + were + "none for provider " + quoted(settings.provider) + ": they are for " +
                       quoted_list(left_out.providers);
    nothing.remedy = "check --provider-name" + did_you_mean(settings.provider, left_out.providers);
    return nothing;
}

NothingVerified none_selected(std::size_t skipped, const Filters& filters) {
    NothingVerified nothing;
    nothing.reason = NothingReason::filtered;
    nothing.sentence = skipped == 1
                           ? "the only interaction was not selected"
                           : "none of the " + text::counted(skipped, "interaction") + " was selected";
    nothing.remedy = "check --filter-description, --filter-state and --filter-no-state";
    if (!filters.only.empty()) {
        nothing.sentence += " by --only " + text::shorten(text::join(filters.only, ","), 200);
        nothing.remedy = "check the identifier: every report of a failure names its own";
    }
    return nothing;
}

}  // namespace

std::optional<NothingVerified> explain_nothing(const VerificationResult& result,
                                               const CollectedContracts& collected,
                                               const VerificationSettings& settings) {
    const Totals totals = count(result);
    if (totals.compared() > 0) return std::nullopt;
    if (result.contracts.empty()) {
        if (!result.failures.empty()) {
            return NothingVerified{
                NothingReason::unreadable, "no contract could be read",
                "look at what is wrong with " + std::string(result.failures.size() == 1 ? "it" : "them")};
        }
        return collected.left_out.contracts > 0 ? none_meant(collected.left_out, settings)
                                                : none_found(collected, settings);
    }
    if (totals.selected() > 0) {
        return NothingVerified{NothingReason::not_run, "no interaction could be compared",
                               "look at what kept them from running"};
    }
    if (totals.skipped > 0) return none_selected(totals.skipped, settings.filters);
    const std::size_t contracts = result.contracts.size();
    return NothingVerified{NothingReason::no_interactions,
                           (contracts == 1 ? "the contract found has"
                                           : "the " + text::counted(contracts, "contract") + " found have") +
                               std::string(" no interactions"),
                           "let the consumer's tests record what it needs"};
}

}  // namespace tally::verification
