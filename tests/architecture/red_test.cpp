// That ctest goes red at all: a test registered like every other one is made to fail.
#include <gtest/gtest.h>

#include <map>

#include "support/run_program.h"

namespace tally::architecture {
namespace {

testing_support::Outcome run_planted(std::map<std::string, std::string> environment) {
    testing_support::Command command;
    command.arguments = {TALLY_CTEST, "--test-dir", TALLY_PLANTED_DIR, "--no-tests=error"};
    command.environment = std::move(environment);
    return testing_support::run_program(command);
}

TEST(Red, IsWhatAFailingTestTurnsCtest) {
    const auto outcome = run_planted({{"TALLY_PLANT_FAILURE", "1"}});
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_NE(outcome.output.find("0% tests passed, 1 tests failed out of 1"), std::string::npos)
        << outcome.output;
}

TEST(Red, IsWhatAFilterThatSelectsNothingTurnsCtest) {
    // The second half of one test is empty, as with a filter that fits no name.
    const auto outcome = run_planted({{"GTEST_TOTAL_SHARDS", "2"}, {"GTEST_SHARD_INDEX", "1"}});
    EXPECT_NE(outcome.exit_code, 0) << outcome.output;
}

TEST(Red, IsNotWhatAPassingTestTurnsCtest) {
    const auto outcome = run_planted({});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
    EXPECT_NE(outcome.output.find("100% tests passed, 0 tests failed out of 1"), std::string::npos)
        << outcome.output;
}

}  // namespace
}  // namespace tally::architecture
