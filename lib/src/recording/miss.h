// A request that matched no interaction completely.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "matching/mismatch.h"
#include "model/http_parts.h"

namespace tally::recording {

// An interaction that a request did not match, and why.
struct NearMiss {
    std::size_t interaction = 0;
    matching::Mismatches mismatches;
};

struct Miss {
    model::Request request;  // as received, a long body cut short
    bool expected_elsewhere =
        false;  // method and path are those of an interaction: a mismatch, not a surprise
    std::optional<std::size_t> nearest;  // the interaction that was probably meant
    std::vector<NearMiss> closest;  // at most three, the nearest first, whether meant or not; secrets masked

    // From the interaction that was meant; empty when there is none.
    const matching::Mismatches& mismatches() const {
        static const matching::Mismatches kNone;
        return nearest ? closest.front().mismatches : kNone;
    }
};

}  // namespace tally::recording
