// `contract record` as a user runs it, with test programs that record.
#include <gtest/gtest.h>

#include "base/json.h"
#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

constexpr const char* kFile = "contracts/web-shop-catalogue.json";

// A command that records `count` interactions of that name.
std::string recording(const std::string& name, int count) {
    return "'" + program_path("record_interactions") + "' " + name + ' ' + std::to_string(count);
}

Outcome record(const TemporaryFolder& folder, const std::string& script, bool check = false) {
    std::vector<std::string> arguments = {"contract", "record"};
    if (check) arguments.emplace_back("--check");
    for (const std::string& argument : {std::string("--"), std::string("sh"), std::string("-c"), script})
        arguments.push_back(argument);
    return run_in(folder, arguments);
}

std::vector<std::string> descriptions_in(const TemporaryFolder& folder) {
    std::vector<std::string> descriptions;
    const Result<json::Value> document = json::parse(folder.read(kFile));
    const json::Value* interactions = document ? document->find("interactions") : nullptr;
    if (!interactions || !interactions->array()) return descriptions;
    for (const json::Value& interaction : *interactions->array())
        descriptions.push_back(*interaction.find("description")->string());
    return descriptions;
}

struct Case {
    const char* name;
    std::string script;
    bool check = false;
};

// Three interactions "first" are in the contract before the command runs.
class Recorded : public testing::TestWithParam<Case> {
  protected:
    Recorded() { EXPECT_EQ(record(folder, recording("first", 3)).exit_code, 0); }
    TemporaryFolder folder;
};
TEST_P(Recorded, ChangesAreTold) {
    const Outcome outcome = record(folder, GetParam().script, GetParam().check);
    EXPECT_TRUE(
        matches_golden("record/" + std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Recorded,
    testing::ValuesIn(std::vector<Case>{
        {"the_same", recording("first", 3)},
        {"less", recording("first", 1)},
        {"command_fails", recording("first", 1) + "; exit 8"},
        {"command_is_killed", recording("first", 1) + "; kill -9 $$"},
        {"nothing", "true"},
        {"check_the_same", recording("first", 3), true},
        {"check_less", recording("first", 2), true},
        {"check_others", recording("second", 1), true},
        {"check_changed",
         "sed -i 's/\"status\": 200/\"status\": 204/' contracts/*.json; " + recording("first", 3), true},
        {"check_command_fails", recording("first", 1) + "; exit 8", true},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(Recorded, InteractionsThatNoTestRecordsAreRemoved) {
    EXPECT_EQ(record(folder, recording("first", 1)).exit_code, 0);
    EXPECT_EQ(descriptions_in(folder), std::vector<std::string>{"a request for /first/0"});
}

TEST_F(Recorded, NothingIsRemovedWhenTheCommandFails) {
    const Outcome outcome = record(folder, recording("second", 1) + "; exit 8");
    EXPECT_EQ(outcome.exit_code, 8);
    EXPECT_EQ(descriptions_in(folder).size(), 4u);
}

TEST_F(Recorded, CheckingTouchesNoByteAndNoName) {
    const std::string before = folder.read(kFile);
    EXPECT_EQ(record(folder, recording("second", 5), true).exit_code, 1);
    EXPECT_EQ(folder.read(kFile), before);
    TemporaryFolder empty;
    EXPECT_EQ(record(empty, recording("first", 1), true).exit_code, 1);
    EXPECT_FALSE(std::filesystem::exists(empty / kFile));
}

TEST_F(Recorded, CheckingAgreesWithWhatRecordingLeaves) {
    const std::string script = recording("second", 2) + " && " + recording("first", 2);
    EXPECT_EQ(record(folder, script, true).exit_code, 1);
    EXPECT_EQ(record(folder, script).exit_code, 0);
    EXPECT_EQ(record(folder, script, true).exit_code, 0);
}

TEST_F(Recorded, SeveralProcessesAtOnceAreOneRun) {
    const Outcome outcome =
        record(folder, recording("first", 2) + " & " + recording("second", 2) + " & wait");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_EQ(descriptions_in(folder),
              (std::vector<std::string>{"a request for /first/0", "a request for /first/1",
                                        "a request for /second/0", "a request for /second/1"}));
}

TEST_F(Recorded, ContractsOfOtherFoldersBelongToTheRunToo) {
    EXPECT_EQ(record(folder, recording("first", 3) + " && TALLY_CONTRACT_DIR=other " + recording("first", 2))
                  .exit_code,
              0);
    const Outcome outcome =
        record(folder, recording("first", 3) + " && TALLY_CONTRACT_DIR=other " + recording("first", 1));
    EXPECT_TRUE(matches_golden("record/two_folders.txt", transcript(outcome, folder)));
}

TEST_F(Recorded, AFileThatNoTestWritesStaysAndIsTold) {
    folder.write("contracts/old-shop-catalogue.json", contract_text(product_interaction(), "old-shop"));
    const std::string before = folder.read("contracts/old-shop-catalogue.json");
    const Outcome outcome = record(folder, recording("first", 3));
    EXPECT_TRUE(matches_golden("record/a_file_that_nobody_writes.txt", transcript(outcome, folder)));
    EXPECT_EQ(folder.read("contracts/old-shop-catalogue.json"), before);
}

TEST(Record, PassesArgumentsAndOutputThrough) {
    TemporaryFolder folder;
    const Outcome outcome = run_in(folder, {"contract", "record", "--", "sh", "-c",
                                            "printf '%s|' \"$@\"; exit 3", "x", "--check", "a b"});
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.output, "--check|a b|");
}

TEST(Record, PassesASignalOnToTheCommand) {
    TemporaryFolder folder;
    RunningProgram program(
        {.arguments = {program_path("contract"), "record", "--", "sh", "-c",
                       "trap 'exit 7' TERM; echo ready; i=0; while [ $i -lt 3000000 ]; do i=$((i+1)); done"},
         .folder = folder.path()});
    EXPECT_EQ(program.next_line(), "ready");
    program.kill(SIGTERM);
    EXPECT_EQ(program.wait().exit_code, 7);
}

class Misused : public testing::TestWithParam<std::pair<const char*, std::vector<std::string>>> {};
TEST_P(Misused, RecordExplains) {
    TemporaryFolder folder;
    std::vector<std::string> arguments = {"contract", "record"};
    arguments.insert(arguments.end(), GetParam().second.begin(), GetParam().second.end());
    EXPECT_TRUE(matches_golden("record/" + std::string(GetParam().first) + ".txt",
                               transcript(run_in(folder, arguments), folder)));
}
INSTANTIATE_TEST_SUITE_P(Rows, Misused,
                         testing::ValuesIn(std::vector<std::pair<const char*, std::vector<std::string>>>{
                             {"help", {"--help"}},
                             {"no_command", {}},
                             {"no_command_to_check", {"--check", "--"}},
                             {"unknown_option", {"--chekc", "--", "true"}},
                             {"unknown_program", {"--", "no-such-program"}},
                         }),
                         [](const auto& row) { return std::string(row.param.first); });

}  // namespace
}  // namespace tally::e2e
