#include "checking/nearest_interaction.h"

#include <string>
#include <utility>

#include "base/secrets.h"

namespace tally::checking {
namespace {

using matching::Mismatches;
using matching::MismatchKind;

std::size_t distance(const Mismatches& mismatches) {
    constexpr std::size_t other_resource = 1000;
    std::size_t sum = 0;
    for (const auto& mismatch : mismatches) {
        const bool weighs = mismatch.kind == MismatchKind::path || mismatch.kind == MismatchKind::method;
        sum += weighs ? other_resource : 1;
    }
    return sum;
}

void mask_secrets(Mismatches& mismatches) {
    for (auto& mismatch : mismatches) {
        const bool named = mismatch.kind == MismatchKind::header || mismatch.kind == MismatchKind::query ||
                           mismatch.kind == MismatchKind::metadata;
        if (!named || !is_secret_name(mismatch.location)) continue;
        const bool missing = mismatch.actual.empty();
        mismatch.sentence = "'" + mismatch.location + "' " +
                            (missing ? "is missing or empty" : "is not as expected") +
                            " (its value is not shown)";
        if (!mismatch.expected.empty()) mismatch.expected = "***";
        if (!missing) mismatch.actual = "***";
        mismatch.rule.clear();
    }
}

Comparison compare(const model::Interaction& interaction, const Sample& sample,
                   const matching::Settings& settings) {
    const model::HttpExchange& exchange = *interaction.http();
    Comparison comparison{&interaction, {}, {}};
    if (sample.request)
        comparison.request = matching::match_request(exchange.request, *sample.request, settings);
    if (sample.response)
        comparison.response = matching::match_response(exchange.response, *sample.response, settings);
    return comparison;
}

}  // namespace

std::vector<const model::Interaction*> find_interactions(const model::Contract& contract,
                                                         std::string_view name) {
    std::vector<const model::Interaction*> found;
    for (const model::Interaction& interaction : contract.interactions) {
        if (!interaction.http()) continue;
        const bool meant = name.empty() || interaction.key == name || interaction.description == name ||
                           model::short_id(interaction) == name;
        if (meant) found.push_back(&interaction);
    }
    return found;
}

Comparison compare_with_nearest(const std::vector<const model::Interaction*>& candidates,
                                const Sample& sample, const matching::Settings& settings) {
    Comparison nearest;
    std::pair<std::size_t, std::size_t> smallest;
    for (const model::Interaction* candidate : candidates) {
        Comparison comparison = compare(*candidate, sample, settings);
        const std::pair away{distance(comparison.request), distance(comparison.response)};
        if (nearest.interaction && away >= smallest) continue;
        smallest = away;
        nearest = std::move(comparison);
        if (nearest.matches()) break;
    }
    mask_secrets(nearest.request);
    mask_secrets(nearest.response);
    return nearest;
}

}  // namespace tally::checking
