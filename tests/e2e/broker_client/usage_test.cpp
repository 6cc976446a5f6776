// How the commands that ask a broker are written, and what they say when they are written wrong.
#include <gtest/gtest.h>

#include "base/text.h"
#include "e2e/broker_client/broker_commands.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"
#include "support/run_program.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string file_name(const BrokerCommand& command) {
    return text::replace_all(text::replace_all(command.name(), " ", "_"), "-", "_");
}

class HelpOf : public testing::TestWithParam<BrokerCommand> {};
TEST_P(HelpOf, ABrokerCommand) {
    TemporaryFolder folder;
    auto arguments = GetParam().verb;
    arguments.emplace_back("--help");
    EXPECT_TRUE(matches_golden("help/contract_" + file_name(GetParam()) + ".txt",
                               transcript(run_contract(folder, arguments), folder)));
    arguments.insert(arguments.begin(), "broker");
    EXPECT_EQ(run_contract(folder, arguments).exit_code, 0) << "the same after 'broker'";
}
INSTANTIATE_TEST_SUITE_P(Rows, HelpOf, testing::ValuesIn(broker_commands()),
                         [](const auto& row) { return file_name(row.param); });

// It asks no broker, but looks for the program of the broker.
TEST(HelpOfCleaningUp, IsThatOfTheBrokersProgram) {
    EXPECT_EQ(run_program({.arguments = {"contract", "broker", "clean", "--help"}}).output,
              run_program({.arguments = {"contract-broker", "clean", "--help"}}).output);
}

TEST(BrokerCommandsSay, WhatIsMissing) {
    TemporaryFolder folder;
    std::string all;
    for (const auto& command : broker_commands()) {
        if (!command.arguments.empty()) all += told(folder, command.verb);
    }
    EXPECT_TRUE(matches_golden("broker_client/missing_options.txt", all));
}

TEST(BrokerCommandsSay, ThatNoBrokerWasNamed) {
    TemporaryFolder folder;
    folder.write("contract.json", contract_text(product_interaction()));
    for (const auto& command : broker_commands()) {
        auto arguments = command.verb;
        arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
        const auto outcome = run_contract(folder, arguments);
        EXPECT_EQ(outcome.exit_code, 2) << command.name();
        EXPECT_EQ(outcome.errors,
                  "error: no broker was named\n"
                  "try: add --broker-base-url URL, or set PACT_BROKER_BASE_URL\n")
            << command.name();
    }
}

// An option with one letter too many: the nearest one is suggested.
TEST(BrokerCommandsSay, WhichOptionWasMeant) {
    TemporaryFolder folder;
    std::string all;
    for (const auto& command : broker_commands()) {
        auto arguments = command.verb;
        std::string option = "--broker-base-url";
        for (const auto& argument : command.arguments) {
            if (argument.rfind("--", 0) == 0) option = argument;
        }
        arguments.push_back(option + "x");
        all += told(folder, arguments);
    }
    EXPECT_TRUE(matches_golden("broker_client/unknown_options.txt", all));
}

struct WrongUse {
    const char* name;
    std::vector<std::string> arguments;
};
class WrongUseOf : public testing::TestWithParam<WrongUse> {};
TEST_P(WrongUseOf, ABrokerCommand) {
    TemporaryFolder folder;
    folder.write("contract.json", contract_text(product_interaction()));
    auto arguments = GetParam().arguments;
    EXPECT_TRUE(matches_golden(
        "errors/" + std::string(GetParam().name) + ".txt",
        transcript(run_contract(folder, arguments, {{"PACT_BROKER_BASE_URL", "http://127.0.0.1:9"}}),
                   folder)));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, WrongUseOf,
    testing::ValuesIn(std::vector<WrongUse>{
        {"can_i_deploy_version_first", {"can-i-deploy", "-e", "4.2", "-a", "web-shop"}},
        {"can_i_deploy_version_and_latest", {"can-i-deploy", "-a", "web-shop", "-e", "4.2", "-l"}},
        {"can_i_deploy_version_twice", {"can-i-deploy", "-a", "web-shop", "-e", "4.2", "-e", "4.3"}},
        {"can_i_deploy_branch_after_ignore",
         {"can-i-deploy", "-a", "web-shop", "--ignore", "mobile", "--branch", "main"}},
        {"can_i_deploy_main_branch_and_not",
         {"can-i-deploy", "-a", "web-shop", "--no-main-branch", "--main-branch"}},
        {"can_i_deploy_two_targets",
         {"can-i-deploy", "-a", "web-shop", "-e", "4.2", "--to-environment", "prod", "--to", "prod"}},
        {"can_i_deploy_retries", {"can-i-deploy", "-a", "web-shop", "--retry-while-unknown", "often"}},
        {"can_i_deploy_output", {"can-i-deploy", "-a", "web-shop", "-o", "yaml"}},
        {"why_output", {"why", "-a", "web-shop", "-o", "svg"}},
        {"owed_holder_alone", {"owed", "--provider", "order-api", "--holder", "me"}},
        {"owed_lease_seconds",
         {"owed", "--provider", "order-api", "--run", "true", "--lease-seconds", "long"}},
        {"describe_version_two_ways", {"describe-version", "-a", "web-shop", "-e", "4.2", "-l"}},
        {"describe_version_deployed_alone", {"describe-version", "-a", "web-shop", "--deployed"}},
        {"create_version_tag_without_a_tag", {"create-version-tag", "-a", "web-shop", "-e", "4.2"}},
        {"delete_branch_value",
         {"delete-branch", "-a", "web-shop", "--branch", "x", "--error-when-not-found", "maybe"}},
        {"create_webhook_without_an_event", {"create-webhook", "http://ci.example"}},
        {"create_webhook_header",
         {"create-webhook", "http://ci.example", "--contract-published", "-H", "X=secret"}},
        {"create_webhook_two_consumers",
         {"create-webhook", "http://ci.example", "--contract-published", "--consumer", "a",
          "--consumer-label", "b"}},
        {"create_webhook_missing_file",
         {"create-webhook", "http://ci.example", "--contract-published", "-d", "@nowhere.json"}},
        {"create_environment_production_and_not",
         {"create-environment", "--name", "x", "--production", "--no-production"}},
        {"provider_states_alone", {"provider-states"}},
        {"provider_states_two_ways",
         {"provider-states", "list", "-r", "order-api", "--branch", "a", "--environment", "b"}},
        {"ruby", {"ruby", "start"}},
        {"docker", {"broker", "docker", "start", "--detach"}},
        {"broker_token_and_user", {"list-pacticipants", "-k", "secret", "-u", "me"}},
        {"broker_trusts_nobody", {"list-pacticipants", "--ssl-trust-store", "false"}},
        {"broker_telemetry", {"list-pacticipants", "--enable-otel", "--log-level", "debug", "-o", "yaml"}},
        {"contract_unknown_broker_command", {"broker", "can-i-deply"}},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::e2e
