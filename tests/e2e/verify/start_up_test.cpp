// Programs link only what they use, since what they link decides how fast they start.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <vector>

#include "support/run_program.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

double milliseconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

// Of all programs that have run and ended; what the clock on the wall says depends on who else is working.
double processor_milliseconds_of_children() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime);
}

class StartUp : public testing::TestWithParam<const char*> {};

TEST_P(StartUp, LinksNeitherServersNorDatabases) {
    const auto libraries = run_program({{"ldd", program_path(GetParam())}});
    ASSERT_EQ(libraries.exit_code, 0) << libraries.errors;
    ASSERT_NE(libraries.output.find("libc.so"), std::string::npos) << libraries.output;
    for (const char* unwanted : {"microhttpd", "gnutls", "sqlite", "libpq"}) {
        EXPECT_EQ(libraries.output.find(unwanted), std::string::npos) << unwanted << "\n" << libraries.output;
    }
}

TEST_P(StartUp, OfHelpTakesAtMostTwelveMilliseconds) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers take their own time";
#endif
    std::vector<double> spans;
    for (int i = 0; i < 20; ++i) {
        const double before = processor_milliseconds_of_children();
        ASSERT_EQ(run_program({{GetParam(), "--help"}}).exit_code, 0);
        spans.push_back(processor_milliseconds_of_children() - before);
    }
    std::nth_element(spans.begin(), spans.begin() + 10, spans.end());
    EXPECT_LE(spans[10], 12.0);
}

INSTANTIATE_TEST_SUITE_P(Programs, StartUp, testing::Values("contract-verify", "contract"),
                         [](const auto& row) {
                             return std::string(row.param) == "contract" ? std::string("contract")
                                                                         : std::string("contract_verify");
                         });

}  // namespace
}  // namespace tally::e2e
