// Every command against a mock broker, and the contract that this records: the file in contracts/own. When commands
// and file disagree, it fails; UPDATE_GOLDEN=1 writes the file anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "contract/own_contract.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"
#include "tally/gtest.h"

namespace tally::own_contract {
namespace {

using namespace testing_support;

std::string read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// Records what one command needs into the folder, by running it.
void record(const CommandCase& command, const std::filesystem::path& contracts) {
    SCOPED_TRACE(command.name);
    TemporaryFolder folder;
    folder.write("contract.json", R"({"consumer":{"name":"web-shop"},"provider":{"name":"order-api"},"interactions":[]})");
    Contract contract(kConsumer, kProvider);
    contract.write_to(contracts.string());
    if (command.expect_index != nullptr) command.expect_index(contract);
    command.expect(contract);
    run(contract, [&](const MockServer& broker) {
        Command program;
        program.arguments = command.arguments;
        program.arguments.insert(program.arguments.begin(), "contract");
        program.folder = folder.path();
        program.environment = {{"PACT_BROKER_BASE_URL", broker.url()},
                               {"PACT_BROKER_HTTP_RETRIES", "0"},
                               {"XDG_CONFIG_HOME", folder.path().string()}};
        for (const char* name : {"PACT_BROKER_USERNAME", "PACT_BROKER_PASSWORD", "PACT_BROKER_TOKEN",
                                 "TALLY_CREDENTIALS_FILE", "PACT_BROKER_CAN_I_DEPLOY_IGNORE",
                                 "PACT_BROKER_CAN_I_DEPLOY_DRY_RUN", "HTTP_PROXY", "http_proxy"}) {
            program.environment[name] = "";
        }
        const auto outcome = run_program(program);
        EXPECT_EQ(outcome.exit_code, command.exit_code) << outcome.output << outcome.errors;
    });
}

// Where the expectations were written is for reports, and changes with every line of this test.
std::string without_places(const std::string& text) {
    const auto start = text.find(",\n    \"tally\": {");
    if (start == std::string::npos) return text;
    const auto end = text.find("\n    }", start);
    return text.substr(0, start) + text.substr(end + 6);
}

TEST(OwnContract, IsWhatTheCommandsNeed) {
    TemporaryFolder folder;
    for (const auto& command : command_cases()) record(command, folder.path());
    const std::string recorded = without_places(read(folder.path() / kFile));
    const auto kept = std::filesystem::path(TALLY_REPOSITORY_DIR) / "contracts" / "own" / kFile;
    if (std::getenv("UPDATE_GOLDEN") != nullptr && std::getenv("CI") == nullptr) {
        std::filesystem::create_directories(kept.parent_path());
        std::ofstream(kept) << recorded;
    }
    EXPECT_TRUE(recorded == read(kept)) << kept << " is not what the commands need; UPDATE_GOLDEN=1 rewrites it";
}

TEST(OwnContract, CoversEveryCommandThatAsksABroker) {
    std::set<std::string> covered;
    for (const auto& command : command_cases()) covered.insert(command.arguments.front());
    Command help{{"contract", "--help"}};
    std::istringstream lines(run_program(help).output);
    std::string line;
    bool asks_a_broker = false;
    for (; std::getline(lines, line);) {
        if (line.rfind("  ", 0) != 0) asks_a_broker = line == "Commands that ask a broker:";
        const std::string name = line.substr(0, 2) == "  " ? line.substr(2, line.find(' ', 2) - 2) : "";
        if (!asks_a_broker || name.empty() || name == "generate-uuid") continue;
        EXPECT_EQ(covered.count(name), 1u) << "no case for contract " << name;
    }
    EXPECT_GT(covered.size(), 25u);
}

}  // namespace
}  // namespace tally::own_contract
