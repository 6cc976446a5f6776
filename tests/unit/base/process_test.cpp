#include "base/process.h"

#include <gtest/gtest.h>

namespace tally::process {
namespace {

TEST(Process, GivesOutputAndExitCode) {
    const auto output = run({"sh", "-c", "echo out; echo err >&2; exit 3"});
    ASSERT_TRUE(output) << output.error().text();
    EXPECT_EQ(output->text, "out\n");
    EXPECT_EQ(output->exit_code, 3);
}

TEST(Process, CutsLongOutputWithoutBlockingTheProgram) {
    const auto output = run({"sh", "-c", "head -c 1000000 /dev/zero"}, {.max_output = 1000});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->text.size(), 1000u);
    EXPECT_EQ(output->exit_code, 0);
}

TEST(Process, IsEndedAtItsDeadline) {
    const auto output = run({"sleep", "60"}, {.deadline = std::chrono::milliseconds(50)});
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().code, ErrorCode::timed_out);
}

TEST(Process, ThatDoesNotExistIsAnError) {
    const auto output = run({"no-such-program-anywhere"});
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().code, ErrorCode::not_found);
}

TEST(ForegroundProgram, GivesItsExitCodeOrItsSignal) {
    EXPECT_EQ(run_in_foreground({"sh", "-c", "exit 7"}, {}).value_or(-1), 7);
    EXPECT_EQ(run_in_foreground({"sh", "-c", "kill -9 $$"}, {}).value_or(-1), 128 + 9);
    EXPECT_EQ(run_in_foreground({"no-such-program-anywhere"}, {}).error().code, ErrorCode::not_found);
}

TEST(ForegroundProgram, HasTheVariablesAndTheRestOfTheEnvironment) {
    EXPECT_EQ(
        run_in_foreground({"sh", "-c", "test \"$ADDED\" = 'a b' && test -n \"$PATH\""}, {{"ADDED", "a b"}})
            .value_or(-1),
        0);
    EXPECT_EQ(
        run_in_foreground({"sh", "-c", "test \"$PATH\" = replaced"}, {{"PATH", "replaced"}}).value_or(-1), 0);
}

TEST(ForegroundProgram, CanBeInterruptedAlone) {
    EXPECT_EQ(run_in_foreground({"sh", "-c", "kill -INT $PPID; kill -INT $$"}, {}).value_or(-1), 128 + 2);
}

TEST(ForegroundProgram, GetsTheSignalsThatAskThisOneToEnd) {
    EXPECT_EQ(run_in_foreground({"sh", "-c",
                                 "trap 'exit 5' TERM; kill -TERM $PPID; i=0; "
                                 "while [ $i -lt 3000000 ]; do i=$((i+1)); done"},
                                {})
                  .value_or(-1),
              5);
}

}  // namespace
}  // namespace tally::process
