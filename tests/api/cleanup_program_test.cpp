// contract-broker clean as a program, beside running brokers.
#include <gtest/gtest.h>
#include <signal.h>

#include "api/broker_fixture.h"
#include "base/text.h"
#include "http/httplib_client.h"
#include "storage/consistency.h"
#include "storage/open_database.h"
#include "storage/test_database.h"
#include "support/golden.h"
#include "support/replace_pattern.h"
#include "support/run_program.h"

namespace tally::testing_support {

namespace {

constexpr const char* kKeepLatest = R"([{"latest":true}])";

// A database of its own, filled by a broker in this process: a program opens it too.
class CleanProgram : public testing::Test {
  protected:
    void SetUp() override {
        location_ = new_database_location(folder_);
        if (location_.empty()) return;
        auto database = storage::open_database(location_, clock_);
        ASSERT_TRUE(database) << database.error().text();
        database_ = std::move(*database);
        broker_ = std::make_unique<Broker>(*database_, clock_, random_, settings(), WebhookOutlet{});
    }
    static Settings settings() {
        Settings settings;
        settings.use_first_tag_as_branch = false;
        settings.allow_contract_modification = true;
        return settings;
    }

    void send(const std::string& method, const std::string& target, const std::string& body = "{}") {
        const auto response = broker_->handle(
            {method, target, {{"Host", "b"}, {"Content-Type", "application/json"}}, body, {}});
        EXPECT_LT(response.status, 300) << target << response.body;
    }
    void publish(const std::string& consumer, const std::string& version, const std::string& path) {
        send("PUT", "/pacts/provider/Bar/consumer/" + consumer + "/version/" + version,
             R"({"interactions":[{"description":")" + path + R"("}]})");
    }

    Outcome clean(std::vector<std::string> options) {
        std::vector<std::string> arguments{"contract-broker", "clean", "--database", location_};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_program({.arguments = std::move(arguments), .folder = folder_.path()});
    }
    std::int64_t versions() {
        std::int64_t all = 0;
        database_->read([&](storage::Transaction& transaction) {
            all = transaction.query("SELECT COUNT(*) FROM versions").front().integer(0);
        });
        return all;
    }
    void wait_for_fewer_than(std::int64_t count) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (versions() >= count) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }
    void expect_undamaged() {
        const auto [maintained, rebuilt] = compare_with_rebuild(*database_);
        EXPECT_EQ(maintained, rebuilt);
        EXPECT_EQ(find_damage(*database_), "");
    }

    TemporaryFolder folder_{fastest_folder()};
    FakeClock clock_;  // in the past: everything is old
    SeededRandom random_{1};
    std::string location_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<Broker> broker_;
};

TEST_F(CleanProgram, ReportsAreAsTheyWereReviewed) {
    if (broker_ == nullptr) return;
    for (const char* version : {"1", "2", "3", "4"}) publish("Foo", version, version);
    publish("Foo", "1", "again");
    publish("Web", "1", "1");
    publish("Web", "2", "2");
    send("PUT", "/pacticipants/Foo/versions/1/tags/dev");
    send("PUT", "/pacticipants/Foo/versions/2/tags/prod");
    send("PUT", "/pacticipants/Web/branches/main/versions/1");
    send("PUT", "/pacticipants/Web/branches/feat/versions/1");
    std::string all;
    for (const std::vector<std::string>& options : std::vector<std::vector<std::string>>{
             {"--dry-run", "--keep-version-selectors", R"([{"latest":true},{"tag":"prod"}])", "--limit", "2"},
             {"--dry-run"},
             {"--dry-run", "--json", "--keep-version-selectors", kKeepLatest},
             {"--keep-version-selectors", R"([{"latest":true},{"tag":"prod"}])", "--limit", "2"},
             {"--keep-version-selectors", kKeepLatest, "--keep-branch-selectors", "[]", "--output", "json"},
             {}}) {
        const auto outcome = clean(options);
        EXPECT_EQ(outcome.exit_code, 0);
        all += "$ contract-broker clean";
        for (const auto& option : options) all += " " + text::shell_quoted(option);
        all += "\n" + outcome.output + outcome.errors + "\n";
    }
    EXPECT_EQ(versions(), 2);
    expect_undamaged();
    all = replace_pattern(all, "(about|over|almost) \\d+ years? ago", "YEARS ago");
    EXPECT_TRUE(matches_golden("broker/clean_reports.txt", all));
}

TEST_F(CleanProgram, WorksBesideARunningBroker) {
    if (broker_ == nullptr) return;
    for (int i = 1; i <= 60; ++i) publish("Foo", std::to_string(i), "/" + std::to_string(i));
    RunningProgram broker({.arguments = {"contract-broker", "--port", "0", "--database", location_}});
    const auto url = listening_url(broker);
    RunningProgram cleaning({.arguments = {"contract-broker", "clean", "--database", location_,
                                           "--keep-version-selectors", kKeepLatest}});
    const auto client = http::http_client({});
    for (int i = 1; i <= 40; ++i) {
        const auto response = client->send(url,
                                           {"PUT",
                                            "/pacts/provider/Bar/consumer/Web/version/" + std::to_string(i),
                                            {{"Content-Type", "application/json"}},
                                            R"({"interactions":[]})",
                                            {}},
                                           {});
        ASSERT_TRUE(response) << response.error().text();
        EXPECT_EQ(response->status, 201) << response->body;
    }
    EXPECT_EQ(cleaning.wait().exit_code, 0);
    EXPECT_EQ(clean({"--keep-version-selectors", kKeepLatest}).exit_code, 0);
    EXPECT_EQ(versions(), 2);
    expect_undamaged();
}

TEST_F(CleanProgram, KilledInTheMiddleLeavesARightDatabase) {
    if (broker_ == nullptr) return;
    constexpr int kVersions = 300;
    for (int i = 0; i < kVersions; ++i) publish("Foo", std::to_string(i), "/" + std::to_string(i % 50));
    for (int left = kVersions; left > 100 && !HasFailure(); left = static_cast<int>(versions())) {
        RunningProgram cleaning({.arguments = {"contract-broker", "clean", "--database", location_,
                                               "--keep-version-selectors", kKeepLatest}});
        wait_for_fewer_than(left);
        cleaning.kill(SIGKILL);
        cleaning.wait();
        expect_undamaged();
    }
    const auto outcome = clean({"--keep-version-selectors", kKeepLatest});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_EQ(versions(), 1);
    expect_undamaged();
}

TEST_F(CleanProgram, StoppedInTheMiddleSaysSo) {
    if (broker_ == nullptr) return;
    constexpr int kVersions = 300;
    for (int i = 0; i < kVersions; ++i) publish("Foo", std::to_string(i), "/" + std::to_string(i % 50));
    RunningProgram cleaning({.arguments = {"contract-broker", "clean", "--database", location_,
                                           "--keep-version-selectors", kKeepLatest}});
    wait_for_fewer_than(kVersions);
    cleaning.kill(SIGTERM);
    const auto outcome = cleaning.wait();
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    // It may have been done before.
    const bool says_so = outcome.output.find("Stopped before it was done") != std::string::npos;
    EXPECT_EQ(says_so, versions() > 1) << outcome.output;
    expect_undamaged();
}

TEST_F(CleanProgram, SkipsWhileAnotherOneIsUnderWay) {
    if (broker_ == nullptr) return;
    publish("Foo", "1", "1");
    publish("Foo", "2", "2");
    const auto hold = database_->try_hold("clean");
    const auto outcome = clean({"--keep-version-selectors", kKeepLatest});
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.output, "");
    EXPECT_EQ(outcome.errors, "another clean-up of this database is under way: nothing was done\n");
    EXPECT_EQ(versions(), 2);
}

TEST_F(CleanProgram, TakesItsOptionsFromTheVariablesOfTheOriginal) {
    if (broker_ == nullptr) return;
    for (const char* version : {"1", "2", "3"}) publish("Foo", version, version);
    const auto outcome =
        run_program({.arguments = {"contract-broker", "clean"},
                     .folder = folder_.path(),
                     .environment = {{"PACT_BROKER_DATABASE_URL", location_},
                                     {"PACT_BROKER_DATABASE_CLEAN_KEEP_VERSION_SELECTORS", kKeepLatest},
                                     {"PACT_BROKER_DATABASE_CLEAN_DELETION_LIMIT", "1"},
                                     {"PACT_BROKER_DATABASE_CLEAN_DRY_RUN", "true"}}});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_NE(outcome.output.find("Dry run"), std::string::npos) << outcome.output;
    EXPECT_NE(outcome.output.find("1 more version would go"), std::string::npos) << outcome.output;
}

TEST_F(CleanProgram, OptionsThatMakeNoSenseEndIt) {
    std::string all;
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"clean", "--keep-version-selectors", "[{"},
             {"clean", "--keep-version-selectors", "{}"},
             {"clean", "--keep-version-selectors", "[]"},
             {"clean", "--keep-version-selectors", R"([{"latest":true},{"brnach":"main"}])"},
             {"clean", "--keep-version-selectors", R"([{"max_age":"90 days"}])"},
             {"clean", "--keep-branch-selectors", R"([{"branch":true}])"},
             {"clean", "--limit", "-1"},
             {"clean", "--overwritten-max-age", "week"},
             {"clean", "--output", "yaml"},
             {"clean", "--dry-rum"},
             {"clean"},
             {"clean", "--database", "mysql://u:secret@h/d"},
             {"--database", "contracts.sqlite", "clean"},
             {"cleanup"},
             {"--database-clean-enabled", "true", "--database-clean-cron-schedule", "@daily"},
             {"--database-clean-enabled", "true", "--database-clean-cron-schedule", "15 24 * * *"},
             {"--database-clean-enabled", "true", "--database-clean-cron-schedule", "0 0 31 2 *"},
             {"--database-clean-enabled", "true", "--database-clean-keep-version-selectors",
              "[{\"tags\":\"prod\"}]"},
             {"--database-clean-enabled", "perhaps"}}) {
        auto with_program = arguments;
        with_program.insert(with_program.begin(), "contract-broker");
        const auto outcome = run_program({.arguments = with_program, .folder = folder_.path()});
        all += "$ contract-broker";
        for (const auto& argument : arguments) all += " " + text::shell_quoted(argument);
        all += "\n" + outcome.output + outcome.errors + "exit code " + std::to_string(outcome.exit_code) +
               "\n\n";
    }
    EXPECT_TRUE(matches_golden("broker/usage_of_clean.txt", all));
}

TEST_F(CleanProgram, HelpIsAsItWasReviewed) {
    EXPECT_TRUE(matches_golden("broker/clean_help.txt",
                               run_program({.arguments = {"contract-broker", "clean", "--help"}}).output));
}

TEST_F(CleanProgram, ABrokerThatCleansUpStartsAndStops) {
    if (broker_ == nullptr) return;
    RunningProgram broker({.arguments = {"contract-broker", "--port", "0", "--database", location_},
                           .environment = {{"PACT_BROKER_DATABASE_CLEAN_ENABLED", "true"},
                                           {"PACT_BROKER_DATABASE_CLEAN_CRON_SCHEDULE", "0 0 1 1 *"}}});
    EXPECT_NE(listening_url(broker), "");
    broker.kill(SIGTERM);
    EXPECT_EQ(broker.wait().exit_code, 0);
}

}  // namespace

}  // namespace tally::testing_support
