#include "verification/finish_result.h"

#include <algorithm>

#include "matching/rule_faults.h"
#include "verification/find_place.h"
#include "verification/hide_secrets.h"

namespace tally::verification {

namespace {

void find_faulty_rule(const LoadedContract& contract, InteractionResult& result) {
    const auto faulty =
        std::find_if(result.mismatches.begin(), result.mismatches.end(), matching::blames_the_rule);
    if (faulty == result.mismatches.end()) return;
    result.faulty_rule = place_of_faulty_rule(contract, result.index, *faulty, result.place);
}

}  // namespace

void ResultFinisher::finish(const ContractResult& contract, InteractionResult& result) {
    if (result.status == Status::passed) {
        result.exchange.reset();
    } else {
        result.place = place_of(contract, result.index);
        find_faulty_rule(contract.source, result);
        hide_secrets(result.mismatches);
    }
    if (result.exchange) keep(*result.exchange);
}

void ResultFinisher::keep(Exchange& exchange) {
    constexpr std::size_t kAlwaysKept = 4096;
    hide_secrets(exchange);  // while the body is whole
    auto& body = exchange.response.body;
    const std::size_t kept = std::min({body.size(), kMaxKeptBody, std::max(body_budget_, kAlwaysKept)});
    body.resize(kept);
    body.shrink_to_fit();
    body_budget_ -= std::min(body_budget_, kept);
}

const std::string& ResultFinisher::place_of(const ContractResult& contract, std::size_t interaction) {
    auto& places = places_[&contract];
    if (places.empty()) places = places_of_interactions(contract.source);
    return places[interaction];
}

}  // namespace tally::verification
