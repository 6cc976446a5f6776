// A request that matched no interaction completely.
#pragma once

#include <cstddef>
#include <optional>

#include "matching/mismatch.h"
#include "model/http_parts.h"

namespace tally::recording {

struct Miss {
    model::Request request;  // as received, a long body cut short
    bool expected_elsewhere =
        false;  // method and path are those of an interaction: a mismatch, not a surprise
    std::optional<std::size_t> nearest;  // the interaction that comes nearest
    matching::Mismatches
        mismatches;  // from the nearest one, secrets masked; only method and path for a surprise
};

}  // namespace tally::recording
