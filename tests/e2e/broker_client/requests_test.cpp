// What the options of each command become: the requests that reach a broker, and what is said about its
// answers.
#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <mutex>

#include "base/text.h"
#include "e2e/broker_client/broker_commands.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

using Environment = std::map<std::string, std::string>;

// As on a machine where nothing is built, and outside of any repository.
const Environment& no_build_server() {
    static const Environment variables = [] {
        Environment all{{"GIT_DIR", "nowhere"}};
        for (const char* name :
             {"GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TRAVIS", "TF_BUILD", "BUILDKITE",
              "BITBUCKET_COMMIT", "APPVEYOR", "JENKINS_URL", "TEAMCITY_VERSION", "DRONE", "CIRRUS_CI",
              "CODEBUILD_BUILD_ID", "SEMAPHORE", "bamboo_planRepository_revision", "CI_NAME"})
            all[name] = "";
        return all;
    }();
    return variables;
}

Environment on_gitlab(Environment more = {}) {
    auto all = no_build_server();
    all["GITLAB_CI"] = "true";
    all["CI_COMMIT_SHA"] = "abc123";
    all["CI_COMMIT_BRANCH"] = "feat/x";
    for (const char* name : {"CI_JOB_URL", "CI_PIPELINE_URL", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"})
        all[name] = "";
    for (auto& [name, value] : more) all[name] = value;
    return all;
}

class WhatCommandsSend : public testing::Test {
  protected:
    void SetUp() override {
        broker_ = stand_in([this](const http::Request& request) {
            const std::lock_guard lock(mutex_);
            agent_ = request.headers.value_or("User-Agent", "none");
            tenant_ = request.headers.value_or("X-Tenant", "none");
            sent_ += "> " + request.method + " " + request.target +
                     (request.body.empty() ? "" : " " + request.body) + "\n";
            auto& answers = answers_[request.method + " " + request.target];
            if (answers.empty()) return json_answer(404, "");
            const auto answer = answers.front();
            if (answers.size() > 1) answers.pop_front();
            return answer;
        });
    }

    // Several for the same call are given one after the other; the last one stays. What has none is not
    // there.
    void answer(const std::string& call, int status, const std::string& body) {
        answers_[call].push_back(json_answer(status, body));
    }

    // The command, what reached the broker and how it ended go into the story.
    void contract(std::vector<std::string> arguments, Environment environment = {}) {
        environment.emplace("PACT_BROKER_BASE_URL", broker_->url());
        environment.emplace("PACT_BROKER_HTTP_RETRIES", "0");
        sent_.clear();
        const std::string text = told(folder_, arguments, std::move(environment));
        const auto end_of_line = text.find('\n') + 1;
        story_ += text.substr(0, end_of_line) + sent_ + text.substr(end_of_line);
    }

    testing::AssertionResult is_told_as(const std::string& name) {
        return matches_golden("broker_client/sent_" + name + ".txt", story_);
    }

    TemporaryFolder folder_;
    std::mutex mutex_;
    std::map<std::string, std::deque<http::Response>> answers_;
    std::string sent_, story_, agent_, tenant_;
    std::unique_ptr<http::Server> broker_;
};

TEST_F(WhatCommandsSend, NamesTheProgramThatAsks) {
    contract({"list-environments", "--custom-header", "X-Tenant: acme"});
    EXPECT_EQ(agent_.rfind("Tally/", 0), 0u) << agent_;
    EXPECT_EQ(tenant_, "acme") << "and what else it was told to send";
}

std::string small_contract(const std::string& consumer) {
    return R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":"stock"},"interactions":[]})";
}

TEST_F(WhatCommandsSend, IsPublishedAsTheOptionsSay) {
    folder_.write("pacts/shop.json", small_contract("shop"));
    folder_.write("pacts/below/till.json", small_contract("till"));
    answer("POST /contracts/publish", 200, R"({"notices":[{"type":"success","text":"well done"}]})");
    contract({"publish", "pacts", "-a", "9", "--branch", "mine", "--build-url", "http://b/9", "-r"},
             on_gitlab({{"CI_JOB_URL", "http://g/1"}}));
    contract({"publish", "pacts", "-a", "9", "-t", "a,b", "--tag-with-git-branch", "--merge"}, on_gitlab());
    contract({"publish", "pacts", "-a", "9", "--tag-with-git-branch"}, no_build_server());
    contract({"publish", "pacts", "-r"}, no_build_server());
    contract({"publish", "pacts", "-a", "9", "-o", "json"});
    contract({"publish", "pacts", "-a", "9", "-o", "pretty"});
    contract({"publish", "nothing.json", "-a", "9"});
    EXPECT_TRUE(is_told_as("publishing"));
}

TEST_F(WhatCommandsSend, EndsAsTheWorstOfSeveralPublications) {
    folder_.write("pacts/shop.json", small_contract("shop"));
    folder_.write("pacts/till.json", small_contract("till"));
    answer("POST /contracts/publish", 409, "{}");
    answer("POST /contracts/publish", 200, R"({"notices":[]})");
    contract({"publish", "pacts", "-a", "9"});
    EXPECT_TRUE(is_told_as("publishing_for_several"));
}

// A repository as git leaves it, as far as it is asked.
TEST_F(WhatCommandsSend, FillsInFromGitWhatTheBuildServerDoesNotSay) {
    if (run_program({.arguments = {"/bin/sh", "-c", "git --version"}}).exit_code != 0)
        GTEST_SKIP() << "git is not installed";
    const std::string commit(40, 'c');
    folder_.write("shop.json", small_contract("shop"));
    folder_.write(".git/HEAD", "ref: refs/heads/fix/y\n");
    folder_.write(".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
    folder_.write(".git/refs/heads/fix/y", commit + "\n");
    std::filesystem::create_directories(folder_ / ".git/objects");
    answer("POST /contracts/publish", 200, R"({"notices":[]})");
    const auto here = [](Environment variables) {
        variables["GIT_DIR"] = "";
        return variables;
    };
    contract({"publish", "shop.json", "-r"}, here(no_build_server()));
    contract({"publish", "shop.json", "-r"}, here(on_gitlab({{"CI_COMMIT_SHA", ""}})));
    contract({"publish", "shop.json", "-r"}, here(on_gitlab({{"CI_COMMIT_BRANCH", ""}})));
    contract({"publish", "shop.json", "-r"}, here(on_gitlab()));
    EXPECT_TRUE(is_told_as("from_git"));
}

TEST_F(WhatCommandsSend, AboutAnEnvironmentIsWhatWasNamedAndWhatItHas) {
    answer("POST /environments", 201, R"({"uuid":"1","name":"prod"})");
    contract({"create-environment", "--name", "prod", "--contact-email-address", "ops@shop.example"});
    answer(
        "GET /environments/1", 200,
        R"({"uuid":"1","name":"prod","displayName":"Live","production":true,"createdAt":"2026-01-01",)"
        R"("contacts":[{"name":"Ops","details":{"emailAddress":"ops@shop.example","pager":7}},{"name":"Bo"}],)"
        R"("_links":{"self":{"href":"/environments/1"}}})");
    answer("PUT /environments/1", 200, R"({"uuid":"1","name":"prod"})");
    contract({"update-environment", "--uuid", "1", "--no-production", "-o", "pretty"});
    contract({"update-environment", "--uuid", "1", "--contact-email-address", "night@shop.example"});
    contract({"describe-environment", "--uuid", "1"});
    EXPECT_TRUE(is_told_as("environments"));
}

TEST_F(WhatCommandsSend, AboutDeploymentsMeansTheVersionsThatWereNamed) {
    answer("GET /environments", 200,
           R"({"_links":{"pb:environments":[{"name":"prod-eu","href":"/environments/1"},)"
           R"({"name":"prod","href":"/environments/2"}]}})");
    answer("GET /environments/2", 200,
           R"({"_links":{"pb:currently-deployed-deployed-versions":{"href":"/environments/2/d"},)"
           R"("pb:currently-supported-released-versions":{"href":"/environments/2/r"}}})");
    // An older broker names the instance "target" and does not narrow its lists
    answer("GET /environments/2/d?pacticipant=web", 200,
           R"({"_embedded":{"deployedVersions":[{"target":"blue","_links":{"self":{"href":"/d/1"}},)"
           R"("_embedded":{"version":{"number":"1"},"pacticipant":{"name":"web"}}},)"
           R"({"_links":{"self":{"href":"/d/2"}},)"
           R"("_embedded":{"version":{"number":"2"},"pacticipant":{"name":"other"}}}]}})");
    answer("GET /environments/2/r?pacticipant=web", 200, R"({"_embedded":{"releasedVersions":[]}})");
    answer(
        "GET /environments/2/r?pacticipant=web&version=2", 200,
        R"({"_embedded":{"releasedVersions":[{"_links":{"self":{"href":"/r/1"}},"_embedded":{"version":{"number":"1"}}},)"
        R"({"_links":{"self":{"href":"/r/2"}},"_embedded":{"version":{"number":"2"}}}]}})");
    answer("PATCH /d/1", 200, R"({"currentlyDeployed":false})");
    answer("PATCH /r/2", 200, R"({"currentlySupported":false})");
    contract({"record-undeployment", "-a", "web", "--environment", "prod", "--target", "blue", "-o", "json"});
    contract({"record-support-ended", "-a", "web", "-e", "2", "--environment", "prod"});
    contract({"record-undeployment", "-a", "web", "--environment", "pro"});
    contract({"describe-version", "-a", "web", "--environment", "prod"});
    contract({"describe-version", "-a", "web", "--environment", "prod", "--deployed", "-o", "json"});
    answer(
        "GET /pacticipants/web/versions/3", 200,
        R"({"number":"3","_links":{"pb:record-deployment":[{"name":"prod-eu","href":"/eu"},{"name":"prod","href":"/p"}]}})");
    answer("POST /p", 201,
           R"({"notices":[{"type":"danger","text":"it is on fire"},{"type":"success","text":"no"}]})");
    contract({"record-deployment", "-a", "web", "-e", "3", "--environment", "prod"});
    EXPECT_TRUE(is_told_as("deployments"));
}

TEST_F(WhatCommandsSend, IsNarrowedToWhatIsOwedByTheVersionThatWasNamed) {
    const auto run = [](const std::string& version, const std::string& more = "") {
        return R"({"providerVersion":")" + version + R"(","uses":["deployed to prod"],)" + more +
               R"("_embedded":{"pacts":[{"consumer":"web","consumerVersion":"4","_links":{"self":{"href":"http://inside/pacts/1"}}}]}})";
    };
    const std::string both = R"({"_embedded":{"runs":[)" + run("7") + "," + run("8") +
                             R"(]},"_links":{"tally:leases":{"href":"/leases"}}})";
    answer("GET /providers/order-api/owed", 200, both);
    contract({"owed", "--provider", "order-api", "-e", "8"});
    contract({"owed", "--provider", "order-api", "-e", "9"});
    const std::string of_branch = "GET /providers/order-api/owed?branch=main";
    answer(of_branch, 200, both);
    contract({"owed", "--provider", "order-api", "--branch", "main"});
    answer("POST /leases", 201, run("8", R"("lease":{"uuid":"u"},)"));
    answer("POST /leases", 200, R"({"run":null})");
    answer(of_branch, 200, both);  // asked with each lease
    answer(of_branch, 200, R"({"_embedded":{"runs":[]}})");
    contract({"owed", "--provider", "order-api", "--branch", "main", "-e", "8", "--lease-seconds", "60",
              "--run", "echo $TALLY_CONTRACT_URL; exit 3"});
    contract({"owed", "--provider", "order-api", "--lease-seconds", "60"});
    contract({"owed", "--provider", "order-api", "--run", "true", "-o", "json"});
    EXPECT_TRUE(is_told_as("owed"));
}

TEST_F(WhatCommandsSend, AboutAnApplicationIsWhatWasNamed) {
    const std::string web =
        R"({"name":"web","displayName":"Web","mainBranch":"main","repositoryUrl":"http://g/web",)"
        R"("createdAt":"2026-01-01","_embedded":{"latestVersion":{"number":"4"},)"
        R"("labels":[{"name":"ours"},{"name":"live"}]}})";
    answer("GET /pacticipants/web", 200, web);
    answer("PATCH /pacticipants/web", 200, web);
    contract({"create-or-update-pacticipant", "--name", "web", "--display-name", "Web", "--repository-url",
              "http://g/web"});
    contract({"describe-pacticipant", "--name", "web"});
    contract({"describe-pacticipant", "--name", "web", "-o", "table"});
    EXPECT_TRUE(is_told_as("applications"));
}

TEST_F(WhatCommandsSend, AboutAVersionIsWhatWasNamed) {
    answer("PUT /pacticipants/web/branches/main/versions/1", 201, R"({"branch":1})");
    answer("PUT /pacticipants/web/versions/1/tags/a", 201, R"({"tag":"a"})");
    answer("PUT /pacticipants/web/versions/1/tags/b", 409, R"({"error":"no"})");
    answer("PUT /pacticipants/web/versions/1/tags/feat%2Fx", 201, R"({"tag":"x"})");
    contract({"create-or-update-version", "-a", "web", "-e", "1", "--branch", "main", "-o", "json"});
    contract(
        {"create-or-update-version", "-a", "web", "-e", "1", "--branch", "main", "-t", "a", "-o", "json"});
    contract({"create-version-tag", "-a", "web", "-e", "1", "-t", "a", "--tag-with-git-branch",
              "--auto-create-version"},
             on_gitlab());
    contract({"create-version-tag", "-a", "web", "-e", "1", "-t", "a,b,c", "--auto-create-version"});
    contract({"create-version-tag", "-a", "web", "-e", "1", "-g"}, no_build_server());
    answer(
        "GET /pacticipants/web/versions/1", 200,
        R"({"number":"1","_embedded":{"branchVersions":[{"name":"main"}],"tags":[{"name":"a"},{"name":"b"}]},)"
        R"("_links":{"pb:deployed-environments":[{"href":"/1","name":"Test"},{"href":"/2","name":"Prod"}],)"
        R"("pb:released-environments":[{"href":"/3","name":"Shops"}]}})");
    contract({"describe-version", "-a", "web", "-e", "1"});
    contract({"describe-version", "-a", "web", "-e", "1", "--environment", "prod"});
    EXPECT_TRUE(is_told_as("versions"));
}

TEST_F(WhatCommandsSend, AsksForTheContractsOfAProvider) {
    const auto contract_of = [](const std::string& version) {
        return R"({"consumer":{"name":"c"},"_links":{"pb:consumer-version":{"href":"/v","name":")" + version +
               "\"}}}";
    };
    // Names come from the broker, and lead nowhere else
    const std::string list = R"({"_links":{"pacts":[{"name":"../../up","title":"T1","href":"/1"},)"
                             R"({"name":".hidden","title":"T2","href":"/2"},{"name":")" +
                             std::string(100, 'n') + R"(","title":"T3","href":"/3"}]}})";
    answer("GET /pacts/provider/order-api/branch/latest", 200, list);
    answer("GET /1", 200, contract_of("4.2"));
    answer("GET /2", 200, contract_of(""));
    answer("GET /3", 200, contract_of("1/2"));
    contract({"get-pacts", "--provider", "order-api", "--latest", "--download", "--download-dir", "kept",
              "-o", "json"});
    answer("GET /pacts/provider/stock/branch/x/latest", 200,
           R"({"_links":{"pb:pacts":[{"name":"a","href":"/gone"}]}})");
    contract({"get-pacts", "--provider", "stock", "--branch", "x", "--latest", "--download"});
    answer("GET /pacts/provider/stock/provider-states/environment/prod%20eu", 200,
           R"({"providerStates":[{"name":"full","params":{},"consumers":["web","till"]}]})");
    contract({"provider-states", "list", "--provider", "stock", "--environment", "prod eu"});
    EXPECT_TRUE(is_told_as("contracts"));
}

TEST_F(WhatCommandsSend, AsksWhetherItCanBeDeployedOnce) {
    const std::string web = "GET /matrix?q%5B%5D%5Bpacticipant%5D=web&q%5B%5D%5Bversion%5D=1&latestby=cvp&";
    answer(web + "latest=true", 200,
           R"({"summary":{"deployable":null,"reason":"nobody knows","unknown":2},"matrix":[]})");
    contract({"can-i-deploy", "-a", "web", "-e", "1"});
    contract({"can-i-deploy", "-a", "web", "-e", "1", "-o", "json"});
    contract({"can-i-deploy", "-a", "web", "-e", "1"}, {{"PACT_BROKER_CAN_I_DEPLOY_DRY_RUN", "TRUE"}});
    contract({"can-i-deploy", "-a", "web", "-e", "1", "-l", "--dry-run"});
    answer(web + "tag=prod&latest=true", 200,
           R"({"summary":{"deployable":true,"unknown":0},"notices":[{"type":"warning","text":"old"},)"
           R"({"type":"success","text":"fine"}],"matrix":[]})");
    contract({"can-i-deploy", "-a", "web", "-e", "1", "--to", "prod"});
    EXPECT_TRUE(is_told_as("verdicts"));
}

TEST_F(WhatCommandsSend, AsksWhyAndDrawsIt) {
    answer(
        "GET /matrix/explained?q%5B%5D%5Bpacticipant%5D=web&latestby=cvp&latest=true", 200,
        R"({"summary":{"deployable":null},"notices":[],"repair":[],"edges":[)"
        R"({"verdict":"VERIFIED","consumer":{"name":"web"},"provider":{"name":"good"},"because":"x"},)"
        R"({"verdict":"OWED","consumer":{"name":"say \"hi\" \\"},"provider":{"name":"b"},"because":"it is late"},)"
        R"({"verdict":"UNKNOWN","blocks":true,"consumer":{"name":"lonely"}}]})");
    contract({"why", "-a", "web"});
    contract({"why", "-a", "web", "-o", "dot"});
    contract({"why", "-a", "web", "-e", "1", "-l"});
    EXPECT_TRUE(is_told_as("reasons"));
}

TEST_F(WhatCommandsSend, MakesTheWebhookThatTheOptionsDescribe) {
    folder_.write("body.txt", "run ${pactbroker.pactUrl}");
    answer("POST /webhooks", 201, R"({"_links":{"self":{"href":"http://inside/webhooks/w1"}}})");
    contract({"create-webhook",
              "http://ci.example",
              "--consumer-label",
              "ours",
              "--provider-label",
              "theirs",
              "--description",
              "runs it",
              "--team-uuid",
              "t1",
              "--user",
              "me:pa:ss",
              "-d",
              "@body.txt",
              "-H",
              "X-A:  1 ",
              "--provider-verification-failed",
              "--provider-verification-succeeded",
              "--provider-verification-published",
              "--contract-requiring-verification-published",
              "--contract-published",
              "--contract-content-changed"});
    contract({"create-webhook", "http://ci.example", "-X", "PUT", "--consumer", "web", "--provider", "stock",
              "--user", "me", "--contract-published"});
    contract({"create-webhook", "http://ci.example", "--provider", "a", "--provider-label", "b",
              "--contract-published"});
    answer("GET /webhooks/w1", 200, R"({"_links":{"pb:execute":{"href":"/webhooks/w1/execute"}}})");
    answer("POST /webhooks/w1/execute", 200, R"({"message":"For security reasons, nothing is shown"})");
    contract({"test-webhook", "--uuid", "w1"});
    EXPECT_TRUE(is_told_as("webhooks"));
}

}  // namespace
}  // namespace tally::e2e
