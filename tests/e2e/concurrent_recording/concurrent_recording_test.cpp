// Eight test programs with sixteen threads each that write the same contract file at once.
// TALLY_RECORDING_ROUNDS: how often; 10 unless set.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {
namespace {

using testing_support::Command;
using testing_support::RunningProgram;
using testing_support::TemporaryFolder;

constexpr int kPrograms = 8;
constexpr int kThreads = 16;  // of each program, with one interaction each
constexpr const char* kFile = "web-shop-catalogue.json";

Command recorder(const TemporaryFolder& folder, int number) {
    return {.arguments = {testing_support::program_path("record_interactions"),
                          "program-" + std::to_string(number), "1", std::to_string(kThreads)},
            .environment = {{"TALLY_CONTRACT_DIR", folder.path().string()}}};
}

std::string recorded_one_after_the_other() {
    const TemporaryFolder folder;
    for (int i = 0; i < kPrograms; ++i) {
        const auto outcome = testing_support::run_program(recorder(folder, i));
        EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    }
    return folder.read(kFile);
}

std::string recorded_at_once() {
    const TemporaryFolder folder;
    std::vector<std::unique_ptr<RunningProgram>> programs;
    for (int i = 0; i < kPrograms; ++i)
        programs.push_back(std::make_unique<RunningProgram>(recorder(folder, i)));
    for (const auto& program : programs) {
        const auto outcome = program->wait();
        EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    }
    return folder.read(kFile);
}

TEST(ConcurrentRecording, LosesNothingAndGivesTheSameBytesEachTime) {
    const char* setting = std::getenv("TALLY_RECORDING_ROUNDS");
    const int rounds = setting == nullptr ? 10 : std::atoi(setting);
    const std::string expected = recorded_one_after_the_other();
    const Result<json::Value> document = json::parse(expected);
    ASSERT_TRUE(document) << document.error().text();
    ASSERT_EQ(document->find("interactions")->array()->size(), std::size_t(kPrograms * kThreads));
    for (int round = 0; round < rounds; ++round) ASSERT_EQ(recorded_at_once(), expected) << "round " << round;
}

// Whatever moment a recording program is killed at, the file is whole, and has all that was said to be
// recorded.
TEST(ConcurrentRecording, KilledProgramsLeaveWholeFilesWithAllTheyRecorded) {
    for (const int lines : {1, 2, 5, 9}) {
        const TemporaryFolder folder;
        Command command = recorder(folder, 0);
        command.arguments = {command.arguments[0], "killed", "1000"};
        RunningProgram program(command);
        for (int i = 0; i < lines; ++i) ASSERT_NE(program.next_line(), "");
        program.kill(SIGKILL);
        EXPECT_EQ(program.wait().exit_code, 128 + SIGKILL);
        const Result<json::Value> document = json::parse(folder.read(kFile));
        ASSERT_TRUE(document) << document.error().text();
        EXPECT_GE(document->find("interactions")->array()->size(), std::size_t(lines));
    }
}

}  // namespace
}  // namespace tally
