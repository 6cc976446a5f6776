// Contracts in doctest: differences become failures of the running test case, at the lines of the expectations.
#pragma once

#include <doctest/doctest.h>

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
    static bool is_well() { return !FailedAssertions::in_this_test_case(); }
    static void report(const Problem& problem) {
        DOCTEST_ADD_FAIL_CHECK_AT(problem.file.c_str(), problem.line, doctest::String(problem.text.c_str()));
    }
};

inline constexpr RunInTest<Doctest> run{};
inline constexpr ReceiveInTest<Doctest> receive{};
inline constexpr ExchangeInTest<Doctest> exchange{};

}  // namespace doctest_adapter
}  // namespace tally
