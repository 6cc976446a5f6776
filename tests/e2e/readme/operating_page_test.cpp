// The commands of the page for those who operate the broker do what it says.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "support/postgres_server.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

// The block of shell commands that has `part` in it.
std::string block_with(const std::string& part) {
    std::ifstream stream(std::filesystem::path(TALLY_REPOSITORY_DIR) / "docs/operating_the_broker.md");
    const std::string page{std::istreambuf_iterator<char>(stream), {}};
    const std::string begin = "```sh\n", end = "```\n";
    for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
        const auto first = at + begin.size();
        const auto block = page.substr(first, page.find(end, first) - first);
        if (block.find(part) != std::string::npos) return block;
    }
    ADD_FAILURE() << "the page has no block with " << part;
    return {};
}

Command in_shell(const std::string& script, const std::filesystem::path& folder) {
    return {.arguments = {"bash", "-c", "set -eu\n" + script},
            .folder = folder,
            // Where the programs that were built are
            .environment = {
                {"PATH", std::filesystem::path(program_path("contract-broker")).parent_path().string() + ":" +
                             std::getenv("PATH")}}};
}

bool is_there(const char* program) {
    return run_program({.arguments = {"bash", "-c", std::string("command -v ") + program}}).exit_code == 0;
}

// "contract-broker" as the last command, on a free port, ended with this test.
std::string on_a_free_port(std::string script) {
    script = text::replace_all(std::move(script), "=...", "=secret");
    const auto line_end = script.find('\n', script.rfind("\ncontract-broker") + 1);
    return text::replace_all(script.substr(0, line_end), "\ncontract-broker",
                             "\nexec contract-broker --port 0");
}

class OperatingPage : public testing::Test {
  protected:
    std::string started(const std::string& script) {
        broker_ = std::make_unique<RunningProgram>(in_shell(on_a_free_port(script), folder_.path()));
        return listening_url(*broker_);
    }
    std::string asked(const std::string& arguments) {
        const auto outcome = run_program(in_shell("curl -sS --fail-with-body " + arguments, folder_.path()));
        EXPECT_EQ(outcome.exit_code, 0) << arguments << "\n" << outcome.output << outcome.errors;
        return outcome.output;
    }

    TemporaryFolder folder_;
    std::unique_ptr<RunningProgram> broker_;
};

TEST_F(OperatingPage, StartsAProtectedBrokerAndGivesItAWebhook) {
    const auto start = text::replace_all(block_with("BASIC_AUTH_USERNAME"), "/var/lib/contract-broker/", "");
    const auto url = text::replace_all(started(start), "0.0.0.0", "127.0.0.1");
    ASSERT_FALSE(url.empty());
    asked("-u ci:secret -H 'Content-Type: application/json' " + url +
          R"(/pacticipants -d '{"name":"catalogue"}')");
    auto webhook = text::replace_all(block_with("/webhooks -d"), "https://contracts.example", url);
    webhook = text::replace_all(std::move(webhook), "ci:...", "ci:secret");
    const auto answer = asked(webhook.substr(std::string("curl ").size()));
    EXPECT_NE(answer.find("contract_requiring_verification_published"), std::string::npos) << answer;
    EXPECT_NE(answer.find("https://contracts.example/webhooks/"), std::string::npos) << answer;  // --base-url
}

TEST_F(OperatingPage, CopiesTheDatabaseOfARunningBroker) {
    if (!is_there("sqlite3")) GTEST_SKIP() << "the sqlite3 program is not installed";
    const auto url = started("\ncontract-broker --database contracts.sqlite\n");
    asked("-H 'Content-Type: application/json' " + url + R"(/pacticipants -d '{"name":"catalogue"}')");
    const auto copied = run_program(in_shell(block_with(".backup"), folder_.path()));
    EXPECT_EQ(copied.exit_code, 0) << copied.errors;
    EXPECT_EQ(copied.output, "ok\n");
    for (const char* copy : {"backup.sqlite", "small_backup.sqlite"}) {
        const auto of_copy = started(std::string("\ncontract-broker --database ") + copy + "\n");
        EXPECT_NE(asked(of_copy + "/pacticipants/catalogue").find("catalogue"), std::string::npos) << copy;
    }
}

TEST_F(OperatingPage, CleansUpBesideARunningBroker) {
    const auto url = started("\ncontract-broker --database contracts.sqlite\n");
    for (const char* version : {"1", "2"}) {
        asked("-X PUT -H 'Content-Type: application/json' " + url + "/pacts/provider/catalogue/consumer/shop/version/" +
              version + R"( -d '{"interactions":[]}')");
    }
    const auto cleaned = run_program(in_shell(block_with("clean --database contracts.sqlite\n"), folder_.path()));
    EXPECT_EQ(cleaned.exit_code, 0) << cleaned.errors;
    EXPECT_NE(cleaned.output.find("Dry run"), std::string::npos) << cleaned.output;
    EXPECT_NE(cleaned.output.find("deleted"), std::string::npos) << cleaned.output;
    const auto announced = run_program(in_shell(block_with("mobile-app"), folder_.path()));
    EXPECT_EQ(announced.exit_code, 0) << announced.errors;
    EXPECT_NE(announced.output.find(R"("versionsToDelete": 2)"), std::string::npos) << announced.output;
    EXPECT_NE(asked(url + "/pacticipants/shop/versions/1").find("shop"), std::string::npos);
}

TEST_F(OperatingPage, StartsOnAPostgresqlDatabase) {
    if (!PostgresServer::programs() || !is_there("createdb")) GTEST_SKIP() << "PostgreSQL is not installed";
    const PostgresServer server(PostgresServer::Durability::none);
    // postgres://USER@/postgres?host=FOLDER&...
    const auto location = server.url();
    const auto user = location.substr(11, location.find_first_of(":@", 11) - 11);
    auto folder = location.substr(location.find("host=") + 5);
    folder = text::replace_all(folder.substr(0, folder.find('&')), "%2F", "/");
    auto script =
        text::replace_all(block_with("createdb"), "postgres://broker:p%40ssword@db.example:5432/contracts",
                          "postgres://" + user + "@/contracts?host=" + folder);
    script = "export PGHOST=" + folder + " PGUSER=" + user + "\n" + script;
    const auto url = started(script);
    ASSERT_FALSE(url.empty()) << location;
    EXPECT_NE(asked(url + "/diagnostic/status/heartbeat").find("true"), std::string::npos);
}

}  // namespace
}  // namespace tally::e2e
