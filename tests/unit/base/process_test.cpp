#include "base/process.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "base/files.h"
#include "support/temporary_folder.h"

namespace tally::process {
namespace {

// Gone, or a zombie that nobody has reaped yet. A signal takes a moment on a busy machine.
bool has_ended(int process) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < give_up) {
        const auto status = files::read("/proc/" + std::to_string(process) + "/status", 1u << 16);
        if (!status || status->find("State:\tZ") != std::string::npos) return true;
        std::this_thread::yield();
    }
    return false;
}

TEST(Process, GivesOutputAndExitCode) {
    const auto output = run({"sh", "-c", "echo out; echo err >&2; exit 3"});
    ASSERT_TRUE(output) << output.error().text();
    EXPECT_EQ(output->text, "out\n");
    EXPECT_EQ(output->errors, "err\n");
    EXPECT_EQ(output->exit_code, 3);
}

TEST(Process, IsGivenVariablesAndInput) {
    const auto output =
        run({"sh", "-c", "echo \"$ADDED\"; test -n \"$PATH\" && cat"}, {}, {{{"ADDED", "a b"}}, "input"});
    ASSERT_TRUE(output) << output.error().text();
    EXPECT_EQ(output->text, "a b\ninput");
}

TEST(Process, MayPrintBeforeItReadsAndReadMoreThanAPipeHolds) {
    const std::string input(1u << 20, 'x');
    const auto output =
        run({"sh", "-c", "head -c 300000 /dev/zero; cat"}, {.max_output = 2u << 20}, {{}, input});
    ASSERT_TRUE(output) << output.error().text();
    EXPECT_EQ(output->text.size(), 300000 + input.size());
}

TEST(Process, NeedNotReadItsInput) {
    const auto output = run({"sh", "-c", "exec <&-; echo done"}, {}, {{}, std::string(1u << 20, 'x')});
    ASSERT_TRUE(output) << output.error().text();
    EXPECT_EQ(output->text, "done\n");
}

TEST(Process, HasEndedAlthoughAnotherItStartedHoldsItsOutput) {
    const auto output = run({"sh", "-c", "sleep 60 & echo $!"}, {.deadline = std::chrono::seconds(30)});
    ASSERT_TRUE(output) << output.error().text();
    const int left_behind = std::stoi(output->text);
    EXPECT_EQ(::kill(left_behind, SIGKILL), 0);
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

TEST(Process, IsEndedAtItsDeadlineAlsoWhenItHasClosedItsOutput) {
    const auto output =
        run({"sh", "-c", "exec >&- 2>&-; sleep 60"}, {.deadline = std::chrono::milliseconds(50)});
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().code, ErrorCode::timed_out);
}

TEST(Process, TakesWhatItStartedAlongAtItsDeadline) {
    testing_support::TemporaryFolder folder;
    const std::string script = "sleep 60 & echo $! > " + (folder / "id").string() + "; wait";
    // On a busy machine the shell may be ended before it has started anything.
    std::string id;
    for (auto deadline = std::chrono::milliseconds(100); id.empty(); deadline *= 2) {
        const auto output = run({"sh", "-c", script}, {.deadline = deadline});
        ASSERT_FALSE(output);
        id = folder.read("id");
    }
    EXPECT_TRUE(has_ended(std::stoi(id)));
}

TEST(Process, IsTakenAlongWhenThisProgramIsInterrupted) {
    testing_support::TemporaryFolder folder;
    const std::string script = "echo $$ > " + (folder / "id").string() + "; kill -TERM $PPID; exec sleep 60";
    EXPECT_EXIT((void)run({"sh", "-c", script}), testing::KilledBySignal(SIGTERM), "");
    EXPECT_TRUE(has_ended(std::stoi(folder.read("id"))));
}

TEST(Process, WithTooLongAVariableIsAnErrorOfItsOwn) {
    const auto output = run({"true"}, {}, {{{"LONG", std::string(8u << 20, 'x')}}, ""});
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().code, ErrorCode::too_large);
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
