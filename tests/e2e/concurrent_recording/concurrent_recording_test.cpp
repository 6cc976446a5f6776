// Two test programs that write the same contract file at once. TALLY_RECORDING_ROUNDS: how often; 10 unless
// set.
#include <gtest/gtest.h>

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

constexpr int kInteractions = 8;  // of each program
constexpr const char* kFile = "web-shop-catalogue.json";

Command recorder(const TemporaryFolder& folder, const std::string& name) {
    return {.arguments = {testing_support::program_path("record_interactions"), name,
                          std::to_string(kInteractions)},
            .environment = {{"TALLY_CONTRACT_DIR", folder.path().string()}}};
}

std::string recorded_one_after_the_other() {
    const TemporaryFolder folder;
    for (const char* name : {"first", "second"}) {
        const auto outcome = testing_support::run_program(recorder(folder, name));
        EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    }
    return folder.read(kFile);
}

std::string recorded_at_once() {
    const TemporaryFolder folder;
    RunningProgram first(recorder(folder, "first"));
    RunningProgram second(recorder(folder, "second"));
    for (RunningProgram* program : {&first, &second}) {
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
    ASSERT_EQ(document->find("interactions")->array()->size(), 2u * kInteractions);
    for (int round = 0; round < rounds; ++round) ASSERT_EQ(recorded_at_once(), expected) << "round " << round;
}

}  // namespace
}  // namespace tally
