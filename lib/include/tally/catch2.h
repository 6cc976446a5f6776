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

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "tally/adapter.h"

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

// A test case that was registered while the program started.
class RegisteredTest final : public Catch::ITestInvoker {
  public:
    explicit RegisteredTest(std::function<void()> test) : test_(std::move(test)) {}
    void invoke() const override { test_(); }

  private:
    std::function<void()> test_;
};

struct Catch2 {
    // Catch2 ends its program at a name that is there already, and reads some characters as parts of a filter.
    static std::string unique(std::string name) {
        static std::set<std::string> taken;
        for (char& c : name) {
            if (c == ',' || c == '[' || c == ']' || c == '*' || c == '"' || c == '\\' || c == '~') c = ' ';
        }
        std::string wanted = name;
        for (int i = 2; !taken.insert(wanted).second; ++i) wanted = name + " (" + std::to_string(i) + ")";
        return wanted;
    }
    static void add_test(const std::string& suite, const std::string& name, Place place, std::function<void()> test) {
        const std::string full = unique(suite + ": " + name);
        const Catch::SourceLineInfo line(kept(place.file), static_cast<std::size_t>(place.line));
#if TALLY_CATCH2_VERSION == 3
        Catch::AutoReg(Catch::Detail::unique_ptr<Catch::ITestInvoker>(new RegisteredTest(std::move(test))), line,
                       Catch::StringRef(), Catch::NameAndTags(full, "[contract]"));
#else
        Catch::AutoReg(new RegisteredTest(std::move(test)), line, Catch::StringRef(),
                       Catch::NameAndTags(full, "[contract]"));
#endif
    }
    static void count_as_checked() { SUCCEED(); }
    static void report_pending(const std::string& text) { WARN(text); }

    static bool is_well() { return !assertion_has_failed(); }
    static void report(const Problem& problem) {
        Catch::AssertionHandler failure(
            Catch::StringRef("contract"),
            Catch::SourceLineInfo(kept(problem.file), static_cast<std::size_t>(problem.line)), Catch::StringRef(),
            Catch::ResultDisposition::ContinueOnFailure);
        failure.handleMessage(Catch::ResultWas::ExplicitFailure, std::string(problem.text));
        failure.complete();
    }
};

inline constexpr RunInTest<Catch2> run{};
inline constexpr ReceiveInTest<Catch2> receive{};
inline constexpr ExchangeInTest<Catch2> exchange{};
inline constexpr VerifyEachInTests<Catch2> verify_each{};

}  // namespace catch2_adapter
}  // namespace tally
