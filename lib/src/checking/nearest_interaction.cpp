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

bool is_of(const model::Interaction& interaction, Kind kind) {
    switch (kind) {
        case Kind::http:
            return interaction.http() != nullptr;
        case Kind::message:
            return std::holds_alternative<model::AsyncMessage>(interaction.exchange);
        case Kind::synchronous_message:
            break;
    }
    return std::holds_alternative<model::SyncMessage>(interaction.exchange);
}

Mismatches nearest_response(const std::vector<model::MessagePart>& expected, const model::MessagePart& actual,
                            const matching::Settings& settings) {
    Mismatches nearest;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        Mismatches found = matching::match_message(expected[i], actual, settings);
        if (i == 0 || found.size() < nearest.size()) nearest = std::move(found);
        if (nearest.empty()) break;
    }
    return nearest;
}

Comparison compare(const model::Interaction& interaction, const Sample& sample,
                   const matching::Settings& settings) {
    Comparison comparison;
    comparison.interaction = &interaction;
    if (const model::HttpExchange* exchange = interaction.http()) {
        if (sample.request)
            comparison.request = matching::match_request(exchange->request, *sample.request, settings);
        if (sample.response)
            comparison.response = matching::match_response(exchange->response, *sample.response, settings);
    } else if (const auto* sync = std::get_if<model::SyncMessage>(&interaction.exchange)) {
        if (sample.message_request)
            comparison.request = matching::match_message(sync->request, *sample.message_request, settings);
        if (sample.message_response)
            comparison.response = nearest_response(sync->responses, *sample.message_response, settings);
    } else if (sample.message) {
        const auto& expected = std::get<model::AsyncMessage>(interaction.exchange).message;
        comparison.message = matching::match_message(expected, *sample.message, settings);
    }
    return comparison;
}

}  // namespace

std::string_view kind_text(Kind kind) {
    switch (kind) {
        case Kind::http:
            return "HTTP interaction";
        case Kind::message:
            return "message";
        case Kind::synchronous_message:
            break;
    }
    return "synchronous message";
}

std::vector<const model::Interaction*> find_interactions(const model::Contract& contract,
                                                         std::string_view name, Kind kind) {
    std::vector<const model::Interaction*> found;
    for (const model::Interaction& interaction : contract.interactions) {
        if (!is_of(interaction, kind)) continue;
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
        const std::pair away{distance(comparison.request),
                             distance(comparison.response) + distance(comparison.message)};
        if (nearest.interaction && away >= smallest) continue;
        smallest = away;
        nearest = std::move(comparison);
        if (nearest.matches()) break;
    }
    mask_secrets(nearest.request);
    mask_secrets(nearest.response);
    mask_secrets(nearest.message);
    return nearest;
}

}  // namespace tally::checking
