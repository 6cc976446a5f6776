// Contracts in GoogleTest: differences become failures of the running test, at the lines of the expectations.
#pragma once

#include <gtest/gtest.h>

#include <exception>
#include <utility>

#include "tally/contract.h"

namespace tally {
inline namespace gtest {

// Contract::run for the current test. Nothing is written when the test has failed or was skipped, before or
// in `test`.
template <class Test>
void run(const Contract& contract, Test&& test, Place place = Place::here()) {
    const Outcome outcome = contract.run(
        [&test](const MockServer& mock) {
            test(mock);
            return !testing::Test::HasFailure() && !testing::Test::IsSkipped();
        },
        place);
    if (testing::Test::IsSkipped()) return;
    for (const Problem& problem : outcome.problems) {
        if (problem.kind == ProblemKind::test_failed) continue;  // reported already, or thrown on below
        ADD_FAILURE_AT(problem.file.c_str(), problem.line) << problem.text;
    }
    if (outcome.exception) std::rethrow_exception(outcome.exception);
}

}  // namespace gtest
}  // namespace tally
