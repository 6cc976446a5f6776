// How near a request comes to an interaction that it does not match.
#pragma once

#include <cstddef>
#include <vector>

#include "model/contract.h"
#include "recording/miss.h"

namespace tally::recording {

// The nearest first, at most `count`: those whose method and path are met, then by what would have to change.
// Of equally near ones those that were not exercised yet come first, then the earlier defined.
std::vector<NearMiss> closest(std::vector<NearMiss> candidates, std::size_t count,
                              const model::Contract& contract, const model::Request& request,
                              const std::vector<bool>& exercised);

// Method and path are met.
bool is_addressed(const matching::Mismatches& mismatches);

// One of the two is met, or nearly: a slip, not something else altogether.
bool is_slip(const model::Request& expected, const model::Request& actual,
             const matching::Mismatches& mismatches);

// How the reference core weighs it: a point for each part that agrees, one less for each that does not.
int core_score(const model::Request& expected, const matching::Mismatches& mismatches);

}  // namespace tally::recording
