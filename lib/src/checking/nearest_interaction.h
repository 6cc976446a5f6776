// Which interaction of a contract somebody means by a request, a response, or both.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "matching/match.h"
#include "model/contract.h"

namespace tally::checking {

struct Sample {
    std::optional<model::Request> request;
    std::optional<model::Response> response;
};

struct Comparison {
    const model::Interaction* interaction = nullptr;
    matching::Mismatches request;
    matching::Mismatches response;
    bool matches() const { return request.empty() && response.empty(); }
};

// Those whose key, id or description is `name`; all of them when it is empty. HTTP only.
std::vector<const model::Interaction*> find_interactions(const model::Contract& contract,
                                                         std::string_view name);

// The one whose request differs least, and among equals the one whose response does. In requests, method and
// path weigh more than everything else.
// Values of secret headers and parameters are masked. `candidates` must not be empty and be HTTP exchanges.
Comparison compare_with_nearest(const std::vector<const model::Interaction*>& candidates,
                                const Sample& sample, const matching::Settings& settings);

}  // namespace tally::checking
