// Contracts in GoogleTest: differences become failures of the running test, at the lines of the expectations.
#pragma once

#include <gtest/gtest.h>

#include <exception>
#include <utility>

#include "tally/contract.h"

namespace tally {
inline namespace gtest_adapter {

inline void report(const Outcome& outcome) {
    if (testing::Test::IsSkipped()) return;
    for (const Problem& problem : outcome.problems) {
        if (problem.kind == ProblemKind::test_failed) continue;  // reported already, or thrown on below
        ADD_FAILURE_AT(problem.file.c_str(), problem.line) << problem.text;
    }
    if (outcome.exception) std::rethrow_exception(outcome.exception);
}

// `test`, and whether the running test is still well after it.
template <class Test>
auto observed(Test& test) {
    return [&test](const auto& argument) {
        test(argument);
        return !testing::Test::HasFailure() && !testing::Test::IsSkipped();
    };
}

// Contract::run, receive and exchange for the current test. Nothing is written when the test has failed or was
// skipped, before or in `test`.
template <class Test>
void run(const Contract& contract, Test&& test, Place place = Place::here()) {
    report(contract.run(observed(test), place));
}
template <class Handler>
void receive(const Contract& contract, Handler&& handler, Place place = Place::here()) {
    report(contract.receive(observed(handler), place));
}
template <class Test>
void exchange(const Contract& contract, Test&& test, Place place = Place::here()) {
    report(contract.exchange(observed(test), place));
}

}  // namespace gtest_adapter
}  // namespace tally
