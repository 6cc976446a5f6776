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

}  // namespace
}  // namespace tally::process
