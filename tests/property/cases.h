// Generated cases: the same on every run unless the environment says otherwise.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/random.h"

namespace tally::property {

// TALLY_SEED: a number, or "new" for another one on each run. Case i is generated from seed + i.
std::uint64_t first_seed();
std::size_t number_of_cases();  // TALLY_CASES, or 200

// Calls `check` with a source of randomness for each case and stops at the first that fails.
template <class Check>
void for_each_case(Check check) {
    const std::uint64_t first = first_seed();
    for (std::size_t i = 0; i < number_of_cases(); ++i) {
        const std::uint64_t seed = first + i;
        const testing::ScopedTrace trace(__FILE__, __LINE__,
                                         "run again with TALLY_SEED=" + std::to_string(seed));
        SeededRandom random(seed);
        check(random);
        if (testing::Test::HasFailure()) return;
    }
}

}  // namespace tally::property
