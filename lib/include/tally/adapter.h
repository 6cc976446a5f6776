// What the adapters of test frameworks share (tally/gtest.h, tally/catch2.h, tally/doctest.h). A Framework says whether the
// running test is still well, and makes a problem a failure of it:
//
//     struct Framework {
//         static bool is_well();
//         static void report(const Problem& problem);
//     };
#pragma once

#include <cstddef>
#include <exception>

#include "tally/contract.h"

namespace tally {

template <class Framework>
class Adapter {
  protected:
    // `test`, and whether the running test is still well after it.
    template <class Test>
    static auto watched(Test& test) {
        return [&test](const auto& argument) {
            test(argument);
            return Framework::is_well();
        };
    }

    static void report(const Outcome& outcome) {
        for (const Problem& problem : outcome.problems) {
            // Of a test that failed the framework knows already, or it learns of it by the exception.
            if (problem.kind != ProblemKind::test_failed) Framework::report(problem);
        }
        if (outcome.exception) std::rethrow_exception(outcome.exception);
    }
};

// Contract::run, receive and exchange for the running test. Nothing is written when it has failed, before or in `test`.
template <class Framework>
struct RunInTest : Adapter<Framework> {
    template <class Test>
    void operator()(const Contract& contract, Test&& test, Place place = Place::here()) const {
        this->report(contract.run(this->watched(test), place));
    }
};
template <class Framework>
struct ReceiveInTest : Adapter<Framework> {
    template <class Handler>
    void operator()(const Contract& contract, Handler&& handler, Place place = Place::here()) const {
        this->report(contract.receive(this->watched(handler), place));
    }
};
template <class Framework>
struct ExchangeInTest : Adapter<Framework> {
    template <class Test>
    void operator()(const Contract& contract, Test&& test, Place place = Place::here()) const {
        this->report(contract.exchange(this->watched(test), place));
    }
};

// Registers a test for each interaction that a tally::Verifier (tally/verifier.h) finds. To be called before the framework
// runs its tests, as the initial value of a variable at namespace scope is; its contracts are loaded at once.
//
//     struct Framework {
//         static void add_test(const std::string& suite, const std::string& name, Place place, std::function<void()> test);
//         static void count_as_checked();  // some frameworks complain about tests without assertions
//         static void report(const Problem& problem);
//         static void report_pending(const std::string& text);  // something to see that fails nothing
//     };
template <class Framework>
struct VerifyEachInTests {
    template <class Verifier>
    int operator()(const Verifier& verifier, Place place = Place::here()) const {
        const auto verification = verifier.load();
        const auto tests = verification.tests();
        for (std::size_t i = 0; i < tests.size(); ++i) {
            const auto test = [verification, place, i] {
                const auto outcome = verification.run(i);
                if (outcome.passed) {
                    Framework::count_as_checked();
                } else if (outcome.pending) {
                    Framework::report_pending(outcome.text);
                } else {
                    Framework::report({ProblemKind::test_failed, place.file, place.line, outcome.text});
                }
            };
            Framework::add_test(tests[i].suite, tests[i].name, place, test);
        }
        return static_cast<int>(tests.size());
    }
};

}  // namespace tally
