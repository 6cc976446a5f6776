// Contracts in GoogleTest: differences become failures of the running test, at the lines of the expectations.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "tally/adapter.h"

namespace tally {
inline namespace gtest_adapter {

// A test that was registered while the program started.
class RegisteredTest : public testing::Test {
  public:
    explicit RegisteredTest(std::function<void()> test) : test_(std::move(test)) {}
    void TestBody() override { test_(); }

  private:
    std::function<void()> test_;
};

struct GoogleTest {
    // ctest's and GoogleTest's filters select nothing where names have other characters.
    static std::string plain(const std::string& name) {
        std::string plain;
        for (const char c : name) {
            const bool fits = std::isalnum(static_cast<unsigned char>(c)) != 0;
            if (fits || (!plain.empty() && plain.back() != '_')) plain += fits ? c : '_';
        }
        if (!plain.empty() && plain.back() == '_') plain.pop_back();
        return plain.empty() ? "_" : plain;
    }
    static std::string unique(const std::string& suite, const std::string& name) {
        static std::set<std::string> taken;
        std::string wanted = name;
        for (int i = 2; !taken.insert(suite + '.' + wanted).second; ++i)
            wanted = name + '_' + std::to_string(i);
        return wanted;
    }
    static void add_test(const std::string& suite, const std::string& name, Place place,
                         std::function<void()> test) {
        const std::string plain_suite = plain(suite);
        testing::RegisterTest(plain_suite.c_str(), unique(plain_suite, plain(name)).c_str(), nullptr, nullptr,
                              place.file, place.line,
                              [test]() -> RegisteredTest* { return new RegisteredTest(test); });
    }
    static void count_as_checked() {}
    static void report_pending(const std::string& text) { GTEST_SKIP() << text; }

    static bool is_well() { return !testing::Test::HasFailure() && !testing::Test::IsSkipped(); }
    static void report(const Problem& problem) {
        if (testing::Test::IsSkipped()) return;
        ADD_FAILURE_AT(problem.file.c_str(), problem.line) << problem.text;
    }
};

inline constexpr RunInTest<GoogleTest> run{};
inline constexpr ReceiveInTest<GoogleTest> receive{};
inline constexpr ExchangeInTest<GoogleTest> exchange{};
inline constexpr VerifyEachInTests<GoogleTest> verify_each{};

}  // namespace gtest_adapter
}  // namespace tally
