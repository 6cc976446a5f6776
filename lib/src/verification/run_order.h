// In what order interactions run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verification/verification_result.h"

namespace tally::verification {

// Of an interaction in a result.
struct Position {
    std::size_t contract = 0;
    std::size_t interaction = 0;
    bool operator==(const Position&) const = default;
};
using RunOrder = std::vector<Position>;

RunOrder in_file_order(const VerificationResult& result);  // those that no filter left out

// The same seed and number of the run give the same order on every machine.
RunOrder shuffled(RunOrder order, std::uint64_t seed, std::size_t run);

}  // namespace tally::verification
