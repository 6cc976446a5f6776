// Contracts in GoogleTest: differences become failures of the running test, at the lines of the expectations.
#pragma once

#include <gtest/gtest.h>

#include "tally/adapter.h"

namespace tally {
inline namespace gtest_adapter {

struct GoogleTest {
    static bool is_well() { return !testing::Test::HasFailure() && !testing::Test::IsSkipped(); }
    static void report(const Problem& problem) {
        if (testing::Test::IsSkipped()) return;
        ADD_FAILURE_AT(problem.file.c_str(), problem.line) << problem.text;
    }
};

inline constexpr RunInTest<GoogleTest> run{};
inline constexpr ReceiveInTest<GoogleTest> receive{};
inline constexpr ExchangeInTest<GoogleTest> exchange{};

}  // namespace gtest_adapter
}  // namespace tally
