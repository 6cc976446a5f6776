// Credentials reach the broker they are for, and nobody else sees them.
#include <gtest/gtest.h>

#include <filesystem>
#include <mutex>

#include "e2e/broker_client/broker_commands.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

class BrokerCredentials : public testing::Test {
  protected:
    void SetUp() override {
        broker_ = stand_in([this](const http::Request& request) {
            const std::lock_guard lock(mutex_);
            sent_ = request.headers.value_or("Authorization", "none");
            return json_answer(200, R"({"_embedded":{"environments":[]},"token":"hunter2","name":"x"})");
        });
    }

    void write_file(const std::string& name, const std::string& text, int mode = 0600) {
        const auto path = folder_.write(name, text);
        std::filesystem::permissions(path, static_cast<std::filesystem::perms>(mode));
    }

    Outcome list(std::vector<std::string> more = {}, std::map<std::string, std::string> environment = {}) {
        sent_.clear();
        std::vector<std::string> arguments = {"list-environments", "--retries", "0", "-b", broker_->url()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_contract(folder_, arguments, std::move(environment));
    }

    std::string entry(const std::string& url, const std::string& credentials) {
        return "{\"" + url + "\":" + credentials + "}";
    }

    TemporaryFolder folder_;
    std::mutex mutex_;
    std::string sent_;
    std::unique_ptr<http::Server> broker_;
};

TEST_F(BrokerCredentials, ComeFromOptionsTheEnvironmentOrAFile) {
    list();
    EXPECT_EQ(sent_, "none");
    list({"-u", "me", "-p", "pass"});
    EXPECT_EQ(sent_, "Basic bWU6cGFzcw==");
    list({}, {{"PACT_BROKER_TOKEN", "from-environment"}});
    EXPECT_EQ(sent_, "Bearer from-environment");
    list({}, {{"PACT_BROKER_USERNAME", "me"}, {"PACT_BROKER_PASSWORD", "pass"}});
    EXPECT_EQ(sent_, "Basic bWU6cGFzcw==");
    write_file("config/tally/credentials.json",
               entry(broker_->url() + "/", R"({"token":"from-default-file"})"));
    list();
    EXPECT_EQ(sent_, "Bearer from-default-file");
    write_file("home/.config/tally/credentials.json", entry(broker_->url(), R"({"token":"from-home"})"));
    list({}, {{"XDG_CONFIG_HOME", ""}, {"HOME", (folder_ / "home").string()}});
    EXPECT_EQ(sent_, "Bearer from-home");
    write_file("mine.json", entry(broker_->url(), R"({"username":"me","password":"pass"})"));
    list({"--credentials-file", "mine.json"});
    EXPECT_EQ(sent_, "Basic bWU6cGFzcw==");
    list({}, {{"TALLY_CREDENTIALS_FILE", "mine.json"}});
    EXPECT_EQ(sent_, "Basic bWU6cGFzcw==");
    list({"--credentials-file", "mine.json", "-k", "from-option"});
    EXPECT_EQ(sent_, "Bearer from-option");
}

TEST_F(BrokerCredentials, OfOneBrokerAreNotShownToAnother) {
    write_file("config/tally/credentials.json", "{\"http://127.0.0.1:1\":{\"token\":\"x\"},\"https" +
                                                    broker_->url().substr(4) + "\":{\"token\":\"y\"},\"" +
                                                    broker_->url() + "/other\":{\"token\":\"z\"}}");
    EXPECT_EQ(list().exit_code, 0);
    EXPECT_EQ(sent_, "none");
}

TEST_F(BrokerCredentials, AreThoseOfTheNearestAddressAboveTheBroker) {
    write_file("config/tally/credentials.json", "{\"" + broker_->url() +
                                                    "/shop/eu\":{\"token\":\"near\"},\"" + broker_->url() +
                                                    "/shop\":{\"token\":\"far\"},\"" + broker_->url() +
                                                    "/shop/eu/we\":{\"token\":\"beside\"}}");
    run_contract(folder_, {"list-environments", "--retries", "0", "-b", broker_->url() + "/shop/eu/west"});
    EXPECT_EQ(sent_, "Bearer near");
    run_contract(folder_, {"list-environments", "--retries", "0", "-b", broker_->url() + "/shop"});
    EXPECT_EQ(sent_, "Bearer far");
}

TEST_F(BrokerCredentials, InAFileThatOthersCanReadAreRefused) {
    write_file("config/tally/credentials.json", entry(broker_->url(), R"({"token":"hunter2"})"), 0640);
    EXPECT_TRUE(matches_golden("errors/broker_credentials_file_mode.txt", transcript(list(), folder_)));
    EXPECT_EQ(sent_, "") << "nothing was asked";
    EXPECT_EQ(list({"-k", "x"}).exit_code, 0) << "a file that is not needed is not looked at";
    const std::string with_user = "http://me:pass@" + broker_->url().substr(7);
    EXPECT_EQ(run_contract(folder_, {"list-environments", "-b", with_user}).exit_code, 0) << "likewise";
    EXPECT_EQ(sent_, "Basic bWU6cGFzcw==");
    write_file("config/tally/credentials.json", entry(broker_->url(), R"({"token":"hunter2"})"), 0604);
    EXPECT_EQ(list().exit_code, 2);
}

TEST_F(BrokerCredentials, InAFileOfAnotherFormAreRefusedWithoutBeingShown) {
    const std::pair<const char*, std::string> rows[] = {
        {"json", "{\"a\": hunter2"},
        {"object", "[\"hunter2\"]"},
        {"member", entry("http://a", R"({"tokem":"hunter2"})")},
        {"both", entry("http://a", R"({"token":"hunter2","username":"me"})")},
        {"neither", entry("http://a", R"({"password":"hunter2"})")},
        {"entry", entry("http://a", "\"hunter2\"")},
        {"url", entry("ftp://me:hunter2@a", R"({"token":"hunter2"})")},
    };
    std::string all;
    for (const auto& [name, text] : rows) {
        write_file("mine.json", text);
        const auto outcome = list({"--credentials-file", "mine.json"});
        EXPECT_EQ((outcome.output + outcome.errors).find("hunter2"), std::string::npos) << name;
        all += std::string(name) + "\n" + transcript(outcome, folder_) + "\n";
    }
    all += "missing\n" + transcript(list({"--credentials-file", "nowhere.json"}), folder_);
    EXPECT_TRUE(matches_golden("broker_client/credentials_files.txt", all));
}

TEST_F(BrokerCredentials, AreHiddenByVerbose) {
    const auto outcome = list({"--verbose", "-k", "hunter2", "--custom-header", "X-Api-Key: hunter2",
                               "--custom-header", "X-From: http://me:hunter2@host/"});
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_NE(outcome.errors.find("Authorization: ***"), std::string::npos) << outcome.errors;
    EXPECT_NE(outcome.errors.find("/environments"), std::string::npos) << outcome.errors;
    EXPECT_NE(outcome.errors.find("\"name\":\"x\""), std::string::npos) << outcome.errors;
    EXPECT_EQ(outcome.errors.find("hunter2"), std::string::npos) << outcome.errors;
}

}  // namespace
}  // namespace tally::e2e
