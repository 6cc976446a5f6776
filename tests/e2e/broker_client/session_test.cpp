// One broker of ours from its first contract to its last deletion, as somebody sees it who types every command.
#include <gtest/gtest.h>

#include <map>

#include "e2e/broker_client/broker_commands.h"
#include "e2e/verify/run_verify.h"
#include "http/httplib_client.h"
#include "support/golden.h"
#include "support/replace_pattern.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

class BrokerSession : public testing::Test {
  protected:
    void SetUp() override {
        folder_.write("pacts/one.json", contract_text(product_interaction(
            R"("providerStates":[{"name":"product exists","params":{"id":11}}],)")));
        broker_ = std::make_unique<RunningProgram>(Command{{"contract-broker", "--database", "broker.db", "--port",
                                                            "0", "--log-level", "none"},
                                                           folder_.path()});
        url_ = listening_url(*broker_);
    }

    // What a command prints goes into the story; its exit code comes back.
    int contract(std::vector<std::string> arguments) {
        story_ += told(folder_, arguments, {{"PACT_BROKER_BASE_URL", url_}, {"PACT_BROKER_HTTP_RETRIES", "0"}});
        const auto code = story_.rfind("\nexit code ");
        return std::stoi(story_.substr(code + 11));
    }

    std::string printed(std::vector<std::string> arguments) {
        auto text = run_contract(folder_, std::move(arguments), {{"PACT_BROKER_BASE_URL", url_}}).output;
        while (!text.empty() && text.back() == '\n') text.pop_back();
        return text;
    }

    void verify(const std::string& provider_version, bool success) {
        const auto client = http::http_client();
        const auto link = R"("pb:publish-verification-results":{)";
        http::Request question;
        question.target = "/pacts/provider/catalogue/consumer/web-shop/latest";
        question.headers.set("Accept", "application/hal+json");
        const std::string pact = client->send(url_, question, {}).value().body;
        const auto start = pact.find("http", pact.find("\"href\"", pact.find(link)));
        http::Request result;
        result.method = "POST";
        result.target = pact.substr(start, pact.find('"', start) - start).substr(url_.size());
        result.headers.set("Content-Type", "application/json");
        result.body = std::string(R"({"success":)") + (success ? "true" : "false") +
                      R"(,"providerApplicationVersion":")" + provider_version + R"("})";
        EXPECT_EQ(client->send(url_, result, {}).value().status, 201) << result.target;
    }

    // UUIDs, times and digests, which differ from run to run.
    std::string story() const {
        std::string text = replace_pattern(story_, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                                           "00000000-0000-0000-0000-000000000000");
        text = replace_pattern(text, "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\+00:00", "2000-01-01T00:00:00+00:00");
        // Shown only where a second has passed between making and changing
        text = replace_pattern(text, "\nUpdated +2000[^\n]*", "");
        return replace_pattern(text, "[0-9a-f]{40}", "SHA");
    }

    TemporaryFolder folder_;
    std::unique_ptr<RunningProgram> broker_;
    std::string url_;
    std::string story_;
};

TEST_F(BrokerSession, FromTheFirstContractToADeployment) {
    EXPECT_EQ(contract({"publish", "pacts", "-a", "1", "--branch", "main", "-t", "rc"}), 0);
    EXPECT_EQ(contract({"create-environment", "--name", "test", "--display-name", "For tests"}), 0);
    EXPECT_EQ(contract({"create-environment", "--name", "prod", "--production", "--contact-name", "Ops",
                        "--contact-email-address", "ops@shop.example"}),
              0);
    EXPECT_EQ(contract({"create-environment", "--name", "prod"}), 1);
    EXPECT_EQ(contract({"list-environments"}), 0);
    EXPECT_EQ(contract({"create-or-update-version", "-a", "catalogue", "-e", "7", "--branch", "main", "-t", "a,b",
                        "-t", "c"}),
              0);
    EXPECT_EQ(contract({"record-deployment", "-a", "catalogue", "-e", "7", "--environment", "prod"}), 0);
    EXPECT_EQ(contract({"record-deployment", "-a", "catalogue", "-e", "7", "--environment", "prd"}), 1);
    EXPECT_EQ(contract({"record-deployment", "-a", "catalogue", "-e", "8", "--environment", "prod"}), 1);
    EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-e", "1", "--to-environment", "prod"}), 1);
    EXPECT_EQ(contract({"why", "-a", "web-shop", "-e", "1", "--to-environment", "prod"}), 1);
    EXPECT_EQ(contract({"owed", "--provider", "catalogue"}), 1);
    EXPECT_EQ(contract({"owed", "--provider", "catalogue", "--holder", "job 5", "--run",
                        "echo \"$TALLY_CONSUMER $TALLY_CONSUMER_VERSION for $TALLY_PROVIDER "
                        "$TALLY_PROVIDER_VERSION: $TALLY_CONTRACT_URL of $TALLY_BROKER_URL\""}),
              1);
    verify("7", true);
    EXPECT_EQ(contract({"owed", "--provider", "catalogue"}), 0);
    EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-e", "1", "--to-environment", "prod"}), 0);
    EXPECT_EQ(contract({"why", "-a", "web-shop", "-e", "1", "--to-environment", "prod", "-o", "dot"}), 0);
    verify("7", false);
    EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-l", "rc", "--to-environment", "prod"}), 1);
    EXPECT_EQ(contract({"why", "-a", "web-shop", "--branch", "main", "--to-environment", "prod"}), 1);
    EXPECT_EQ(contract({"why", "-a", "web-shop", "-e", "1", "--to-environment", "prod", "-o", "dot"}), 1);
    EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-e", "1", "--to-environment", "prod", "--dry-run"}), 0);
    EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-e", "1", "--ignore", "catalogue", "-e", "7",
                        "--to-environment", "prod"}),
              0);
    EXPECT_EQ(contract({"can-i-merge", "-a", "web-shop", "-e", "1"}), 1);
    EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-e", "1", "--to-environment", "prdo"}), 1);
    EXPECT_TRUE(matches_golden("broker_client/session_deploying.txt", story()));
}

TEST_F(BrokerSession, OfWhatIsWhereAndWhatItIsCalled) {
    EXPECT_EQ(contract({"publish", "pacts/**/*.json", "-a", "1", "--branch", "main"}), 0);
    const std::string uuid = printed({"create-environment", "--name", "uat", "-o", "id"});
    EXPECT_EQ(contract({"update-environment", "--uuid", uuid, "--display-name", "Acceptance", "--production"}), 0);
    EXPECT_EQ(contract({"describe-environment", "--uuid", uuid}), 0);
    EXPECT_EQ(contract({"record-release", "-a", "web-shop", "-e", "1", "--environment", "uat"}), 0);
    EXPECT_EQ(contract({"record-deployment", "-a", "web-shop", "-e", "1", "--environment", "uat",
                        "--application-instance", "blue"}),
              0);
    EXPECT_EQ(contract({"describe-version", "-a", "web-shop", "--environment", "uat"}), 0);
    EXPECT_EQ(contract({"describe-version", "-a", "web-shop", "--environment", "uat", "--released"}), 0);
    EXPECT_EQ(contract({"record-undeployment", "-a", "web-shop", "--environment", "uat"}), 1);
    EXPECT_EQ(contract({"record-undeployment", "-a", "web-shop", "--environment", "uat", "--application-instance",
                        "blue"}),
              0);
    EXPECT_EQ(contract({"record-undeployment", "-a", "web-shop", "--environment", "uat"}), 1);
    EXPECT_EQ(contract({"record-support-ended", "-a", "web-shop", "-e", "1", "--environment", "uat"}), 0);
    EXPECT_EQ(contract({"record-support-ended", "-a", "web-shop", "-e", "1", "--environment", "uat"}), 1);
    EXPECT_EQ(contract({"delete-environment", "--uuid", uuid}), 0);
    EXPECT_EQ(contract({"delete-environment", "--uuid", uuid}), 1);
    EXPECT_EQ(contract({"create-or-update-pacticipant", "--name", "catalogue", "--main-branch", "main"}), 0);
    EXPECT_EQ(contract({"create-or-update-pacticipant", "--name", "billing", "--repository-url",
                        "https://git.example/billing"}),
              0);
    EXPECT_EQ(contract({"list-pacticipants"}), 0);
    EXPECT_EQ(contract({"describe-pacticipant", "--name", "catalogue"}), 0);
    EXPECT_EQ(contract({"describe-pacticipant", "--name", "catalog"}), 1);
    EXPECT_EQ(contract({"create-version-tag", "-a", "web-shop", "-e", "1", "-t", "rc"}), 0);
    EXPECT_EQ(contract({"create-version-tag", "-a", "web-shop", "-e", "2", "-t", "rc"}), 1);
    EXPECT_EQ(contract({"create-version-tag", "-a", "web-shop", "-e", "2", "-t", "rc", "--auto-create-version"}), 0);
    EXPECT_EQ(contract({"describe-version", "-a", "web-shop", "-e", "1"}), 0);
    EXPECT_EQ(contract({"describe-version", "-a", "web-shop", "-l"}), 0);
    EXPECT_EQ(contract({"describe-version", "-a", "web-shop", "-l", "nightly"}), 1);
    EXPECT_EQ(contract({"delete-version-tag", "-a", "web-shop", "-e", "2", "-t", "rc"}), 0);
    EXPECT_EQ(contract({"delete-version-tag", "-a", "web-shop", "-e", "2", "-t", "rc"}), 0);
    EXPECT_EQ(contract({"list-latest-pact-versions"}), 0);
    EXPECT_EQ(contract({"get-pacts", "--provider", "catalogue", "--latest", "--download"}), 0);
    EXPECT_EQ(contract({"get-pacts", "--provider", "catalogue", "--branch", "main", "--consumer", "nobody"}), 0);
    EXPECT_EQ(contract({"provider-states", "list", "--provider", "catalogue"}), 0);
    EXPECT_EQ(contract({"provider-states", "list", "--provider", "catalogue", "--json"}), 0);
    EXPECT_EQ(contract({"delete-branch", "-a", "web-shop", "--branch", "main"}), 0);
    EXPECT_EQ(contract({"delete-branch", "-a", "web-shop", "--branch", "main"}), 0);
    EXPECT_EQ(contract({"delete-branch", "-a", "web-shop", "--branch", "main", "--error-when-not-found", "true"}), 1);
    EXPECT_TRUE(matches_golden("broker_client/session_names_and_places.txt", story()));
}

TEST_F(BrokerSession, EndsAlikeInEveryForm) {
    ASSERT_EQ(contract({"publish", "pacts", "-a", "1", "--branch", "main"}), 0);
    ASSERT_EQ(contract({"create-environment", "--name", "prod"}), 0);
    for (const char* form : {"table", "json"}) {
        EXPECT_EQ(contract({"can-i-deploy", "-a", "web-shop", "-e", "1", "--to-environment", "prod", "-o", form}), 1)
            << form;
    }
    for (const char* form : {"text", "json", "dot"}) {
        EXPECT_EQ(contract({"why", "-a", "web-shop", "-e", "1", "--to-environment", "prod", "-o", form}), 1) << form;
    }
    for (const char* form : {"text", "json", "pretty"}) {
        EXPECT_EQ(contract({"record-release", "-a", "x", "-e", "1", "--environment", "prod", "-o", form}), 1) << form;
    }
}

TEST(DryRun, EndsWithYesWhateverTheAnswerIs) {
    TemporaryFolder folder;
    const auto broker = stand_in([](const http::Request&) {
        return json_answer(200, R"({"summary":{"deployable":false,"unknown":0},"matrix":[]})");
    });
    const ClosedPort nobody;
    const auto ask = [&](const std::string& url, const char* dry_run) {
        return run_contract(folder, {"can-i-deploy", "-a", "web", "-e", "1", "--retries", "0", "-b", url},
                            {{"PACT_BROKER_CAN_I_DEPLOY_DRY_RUN", dry_run}})
            .exit_code;
    };
    EXPECT_EQ(ask(broker->url(), ""), 1);
    EXPECT_EQ(ask(broker->url(), "true"), 0);
    EXPECT_EQ(ask(broker->url(), "false"), 1);
    EXPECT_EQ(ask(nobody.url(), "true"), 3) << "that is no answer";
}

TEST(RetryWhileUnknown, AsksSoManyTimesMore) {
    TemporaryFolder folder;
    std::atomic<int> asked{0};
    const auto broker = stand_in([&asked](const http::Request& request) {
        if (request.path() != "/matrix") return json_answer(404, "");
        const bool known = ++asked == 3;
        return json_answer(200, known ? R"({"summary":{"deployable":true,"unknown":0},"matrix":[]})"
                                      : R"({"summary":{"deployable":null,"unknown":2},"matrix":[]})");
    });
    const std::vector<std::string> question = {"can-i-deploy", "-a", "web", "-e", "1", "-b", broker->url(),
                                               "--retry-interval", "0", "--retry-while-unknown"};
    auto once = question;
    once.emplace_back("1");
    EXPECT_EQ(run_contract(folder, once).exit_code, 1);
    EXPECT_EQ(asked, 2);
    auto often = question;
    often.emplace_back("5");
    const auto outcome = run_contract(folder, often);
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.errors, "") << "progress is for terminals";
    EXPECT_EQ(asked, 3);
}

TEST(Ignoring, CanBeSaidByTheEnvironment) {
    TemporaryFolder folder;
    std::string target;
    const auto broker = stand_in([&target](const http::Request& request) {
        target = request.target;
        return json_answer(200, R"({"summary":{"deployable":true,"unknown":0},"matrix":[]})");
    });
    run_contract(folder, {"can-i-deploy", "-a", "web", "-e", "1", "-b", broker->url()},
                 {{"PACT_BROKER_CAN_I_DEPLOY_IGNORE", "old-api, legacy"}});
    EXPECT_EQ(target,
              "/matrix?q%5B%5D%5Bpacticipant%5D=web&q%5B%5D%5Bversion%5D=1&ignore%5B%5D%5Bpacticipant%5D=old-api&"
              "ignore%5B%5D%5Bpacticipant%5D=legacy&latestby=cvp&latest=true");
}

}  // namespace
}  // namespace tally::e2e
