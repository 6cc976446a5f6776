// Contracts in doctest: differences become failures of the running test case, at the lines of the expectations.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "tally/adapter.h"

namespace tally {
inline namespace doctest_adapter {

// doctest tells nobody whether an assertion of the running test case has failed, but it tells its listeners.
class FailedAssertions final : public doctest::IReporter {
  public:
    static bool& in_this_test_case() {
        static bool any = false;
        return any;
    }

    explicit FailedAssertions(const doctest::ContextOptions&) {}
    void test_case_start(const doctest::TestCaseData&) override { in_this_test_case() = false; }
    void log_assert(const doctest::AssertData& assertion) override {
        if (assertion.m_failed && (assertion.m_at & doctest::assertType::is_warn) == 0) in_this_test_case() = true;
    }
    void log_message(const doctest::MessageData& message) override {
        if ((message.m_severity & doctest::assertType::is_warn) == 0) in_this_test_case() = true;
    }

    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};

inline const int kFailedAssertionsAreSeen = doctest::registerReporter<FailedAssertions>("tally", 1, false);

struct Doctest {
    // doctest knows test cases by plain functions, so one function for all of them looks up which one is running.
    static std::map<std::string, std::function<void()>>& registered_tests() {
        static std::map<std::string, std::function<void()>> tests;
        return tests;
    }
    static void run_registered_test() {
        const auto found = registered_tests().find(doctest::getContextOptions()->currentTest->m_name);
        if (found != registered_tests().end()) found->second();
    }
    static void add_test(const std::string& suite, const std::string& name, Place place, std::function<void()> test) {
        auto& tests = registered_tests();
        std::string full = suite + ": " + name;
        for (int i = 2; tests.count(full) != 0; ++i) full = suite + ": " + name + " (" + std::to_string(i) + ")";
        const auto added = tests.emplace(std::move(full), std::move(test)).first;  // stays where it is
        doctest::detail::TestCase test_case(&run_registered_test, place.file, static_cast<unsigned>(place.line),
                                            doctest::detail::TestSuite() * "");
        doctest::detail::regTest(test_case * added->first.c_str());
    }
    static void count_as_checked() { DOCTEST_CHECK(true); }
    static void report_pending(const std::string& text) { DOCTEST_MESSAGE(text); }

    static bool is_well() { return !FailedAssertions::in_this_test_case(); }
    static void report(const Problem& problem) {
        DOCTEST_ADD_FAIL_CHECK_AT(problem.file.c_str(), problem.line, doctest::String(problem.text.c_str()));
    }
};

inline constexpr RunInTest<Doctest> run{};
inline constexpr ReceiveInTest<Doctest> receive{};
inline constexpr ExchangeInTest<Doctest> exchange{};
inline constexpr VerifyEachInTests<Doctest> verify_each{};

}  // namespace doctest_adapter
}  // namespace tally
