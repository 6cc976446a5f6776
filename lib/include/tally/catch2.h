// Contracts in Catch2 (2 or 3): differences become failures of the running test case, at the lines of the
// expectations. With Catch2 version 2 include this before, or instead of, <catch2/catch.hpp>.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#define TALLY_CATCH2_VERSION 3
#else
#if defined(TWOBLUECUBES_SINGLE_INCLUDE_CATCH_HPP_INCLUDED) && !defined(CATCH_CONFIG_EXTERNAL_INTERFACES)
#error "include <tally/catch2.h> before <catch2/catch.hpp>: it needs the part of Catch2 that listens to assertions"
#endif
#ifndef CATCH_CONFIG_EXTERNAL_INTERFACES
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#endif
#include <catch2/catch.hpp>
#define TALLY_CATCH2_VERSION 2
#endif

#include <exception>
#include <set>
#include <string>
#include <utility>

#include "tally/contract.h"

namespace tally {
inline namespace catch2_adapter {

// Catch2 tells nobody whether an assertion of the running test case has failed, but it tells its listeners.
inline bool& assertion_has_failed() {
    static bool any = false;
    return any;
}

#if TALLY_CATCH2_VERSION == 3
class FailedAssertions final : public Catch::EventListenerBase {
  public:
    using Catch::EventListenerBase::EventListenerBase;
    void testCaseStarting(const Catch::TestCaseInfo&) override { assertion_has_failed() = false; }
    void assertionEnded(const Catch::AssertionStats& assertion) override {
        if (!assertion.assertionResult.isOk()) assertion_has_failed() = true;
    }
};
#else
class FailedAssertions final : public Catch::TestEventListenerBase {
  public:
    using Catch::TestEventListenerBase::TestEventListenerBase;
    void testCaseStarting(const Catch::TestCaseInfo&) override { assertion_has_failed() = false; }
    bool assertionEnded(const Catch::AssertionStats& assertion) override {
        if (!assertion.assertionResult.isOk()) assertion_has_failed() = true;
        return false;
    }
};
#endif
CATCH_REGISTER_LISTENER(FailedAssertions)

// Reporters of Catch2 keep the pointer to a file's name until the end of the run.
inline const char* kept(const std::string& file) {
    static std::set<std::string> files;
    return files.insert(file).first->c_str();
}

inline void report(const Outcome& outcome) {
    for (const Problem& problem : outcome.problems) {
        if (problem.kind == ProblemKind::test_failed) continue;  // reported already, or thrown on below
        Catch::AssertionHandler failure(
            Catch::StringRef("contract"),
            Catch::SourceLineInfo(kept(problem.file), static_cast<std::size_t>(problem.line)), Catch::StringRef(),
            Catch::ResultDisposition::ContinueOnFailure);
        failure.handleMessage(Catch::ResultWas::ExplicitFailure, std::string(problem.text));
        failure.complete();
    }
    if (outcome.exception) std::rethrow_exception(outcome.exception);
}

// `test`, and whether the running test case is still well after it.
template <class Test>
auto observed(Test& test) {
    return [&test](const auto& argument) {
        test(argument);
        return !assertion_has_failed();
    };
}

// Contract::run, receive and exchange for the current test case. Nothing is written when an assertion has failed,
// before or in `test`.
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

}  // namespace catch2_adapter
}  // namespace tally
