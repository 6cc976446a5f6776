// contract publish and contract-verify with a broker: with ours, and with one that answers as it likes.
#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "base/json.h"
#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "http/httplib_client.h"
#include "http/server.h"
#include "support/golden.h"
#include "support/run_program.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Answer {
    int status = 200;
    std::string body;
    std::string type = "application/hal+json;charset=utf-8";
};
using Answers = std::map<std::string, Answer>;

// Answers by "METHOD path"; BROKER in a body becomes its own address.
class PlayedBroker {
  public:
    explicit PlayedBroker(Answers answers) : answers_(std::move(answers)) {
        server_ = std::move(
            http::start_server({}, [this](const http::Request& request) { return answer(request); }).value());
    }
    std::string url() const { return server_->url(); }
    std::vector<std::string> calls() {
        const std::lock_guard lock(mutex_);
        return calls_;
    }

    // What was sent to "METHOD path".
    std::string body_of(const std::string& call) {
        const std::lock_guard lock(mutex_);
        return bodies_[call];
    }

  private:
    http::Response answer(const http::Request& request) {
        const std::string call = request.method + " " + request.target;
        const std::lock_guard lock(mutex_);
        calls_.push_back(call);
        bodies_[call] = request.body;
        const auto found = answers_.find(call);
        if (found == answers_.end()) return {404, {}, ""};
        http::Response response{
            found->second.status,
            {{"Content-Type", found->second.type}},
            text::replace_all(found->second.body, "BROKER", server_ ? server_->url() : "")};
        if (response.status == 301) response.headers.set("Location", "https://broker.example/");
        return response;
    }

    Answers answers_;
    std::mutex mutex_;
    std::vector<std::string> calls_;
    std::map<std::string, std::string> bodies_;
    std::unique_ptr<http::Server> server_;
};

const Answer kIndex = {200, R"({"_links":{"pb:publish-contracts":{"href":"BROKER/contracts/publish"},
    "pb:latest-provider-pacts":{"href":"BROKER/pacts/provider/{provider}/latest"}}})"};

struct Case {
    const char* name;
    Answers answers;
    std::vector<std::string> arguments = {};
};

std::string name_of(const testing::TestParamInfo<Case>& row) {
    return row.param.name;
}

class Publish : public testing::TestWithParam<Case> {};
TEST_P(Publish, IsReported) {
    TemporaryFolder folder;
    folder.write("contracts/a.json", contract_text(product_interaction()));
    PlayedBroker broker(GetParam().answers);
    std::vector<std::string> arguments = {"contract", "publish",    "contracts", "-a", "1.2",
                                          "-b",       broker.url(), "--retries", "0"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(
        matches_golden("publish/" + std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}
const std::string kPublish = "POST /contracts/publish";
INSTANTIATE_TEST_SUITE_P(
    Rows, Publish,
    testing::ValuesIn(std::vector<Case>{
        {"accepted",
         {{"GET /", kIndex},
          {kPublish, {200, R"({"notices":[{"type":"success","text":"Published.\n  Look at it."}]})"}}}},
        {"refused_with_notices",
         {{"GET /", kIndex},
          {kPublish,
           {409,
            R"({"notices":[{"type":"error","text":"The content has changed."},{"type":"info","text":"-a\n+b"}],
                       "errors":{"contracts":["The content has changed."]}})"}}}},
        {"refused_with_errors",
         {{"GET /", kIndex},
          {kPublish, {400, R"({"errors":{"pacticipantVersionNumber":["is not a version"]}})"}}}},
        {"credentials_are_missing", {{"GET /", {401, "", "text/plain"}}}},
        {"credentials_are_wrong", {{"GET /", {401, "", "text/plain"}}}, {"-k", "hunter2"}},
        {"reading_only",
         {{"GET /", kIndex}, {kPublish, {403, "", "text/plain"}}},
         {"-u", "reader", "-p", "hunter2"}},
        {"wrong_address", {}},
        {"not_a_broker", {{"GET /", {200, "<html>", "text/html"}}}},
        {"redirect", {{"GET /", {301, "", "text/html"}}}},
        {"invalid_json", {{"GET /", {200, "{\"_links\":", "application/json"}}}},
        {"server_error",
         {{"GET /", kIndex}, {kPublish, {500, R"({"error":{"message":"out of disk","reference":"abc"}})"}}}},
        {"too_old", {{"GET /", {200, R"({"_links":{}})"}}}},
    }),
    name_of);

TEST(PublishTo, ABrokerThatIsDownIsTriedAgain) {
    TemporaryFolder folder;
    folder.write("contracts/a.json", contract_text(product_interaction()));
    const ClosedPort nobody;
    const auto outcome =
        run_in(folder, {"contract", "publish", "contracts", "-a", "1", "-b", nobody.url(), "--retries", "1"});
    EXPECT_TRUE(matches_golden("publish/down.txt", transcript(outcome, folder)));
}

TEST(PublishWith, PropertiesOfTheBuildServer) {
    TemporaryFolder folder;
    folder.write("contracts/a.json", contract_text(product_interaction()));
    PlayedBroker broker({{"GET /", kIndex}, {kPublish, {200, R"({"notices":[]})"}}});
    Command command;
    command.arguments = {"contract", "publish",   "contracts", "-r", "--tag-with-git-branch",
                         "-b",       broker.url()};
    command.folder = folder.path();
    command.environment = {{"GITHUB_ACTIONS", "true"},
                           {"GITHUB_SHA", "abc123"},
                           {"GITHUB_REF_NAME", "feat/x"},
                           {"GITHUB_HEAD_REF", ""},
                           {"GITHUB_SERVER_URL", "https://github.com"},
                           {"GITHUB_REPOSITORY", "shop/web"},
                           {"GITHUB_RUN_ID", "7"}};
    EXPECT_TRUE(matches_golden("publish/detected.txt", transcript(run_program(command), folder)));
}

TEST(PublishWith, StrictnessNeedsContractsWithoutWarnings) {
    TemporaryFolder folder;
    folder.write("a.json",
                 contract_text(text::replace_all(product_interaction(), "\"decimal\"", "\"decimel\"")));
    PlayedBroker broker({});
    const auto outcome =
        run_in(folder, {"contract", "publish", "a.json", "-a", "1", "--strict", "-b", broker.url()});
    EXPECT_TRUE(matches_golden("publish/strict.txt", transcript(outcome, folder)));
    EXPECT_TRUE(broker.calls().empty());
}

TEST(PublishWith, OneUnreadableFilePublishesNothing) {
    TemporaryFolder folder;
    folder.write("contracts/a.json", contract_text(product_interaction()));
    folder.write("contracts/b.json", "{");
    PlayedBroker broker({});
    const auto outcome = run_in(folder, {"contract", "publish", "contracts", "-a", "1", "-b", broker.url()});
    EXPECT_TRUE(matches_golden("publish/unreadable.txt", transcript(outcome, folder)));
    EXPECT_TRUE(broker.calls().empty());
}

http::Handler catalogue(const std::string& price) {
    return [price](const http::Request&) {
        return http::Response{
            200, {{"Content-Type", "application/json"}}, R"({"id":11,"name":"lamp","price":)" + price + "}"};
    };
}

class VerifyFromBroker : public testing::TestWithParam<Case> {};
TEST_P(VerifyFromBroker, IsReported) {
    TemporaryFolder folder;
    auto provider = http::start_server({}, catalogue("19.99"));
    ASSERT_TRUE(provider);
    PlayedBroker broker(GetParam().answers);
    std::vector<std::string> arguments = {
        "contract-verify", "-n",        "catalogue", "--provider-url", (*provider)->url(),   "-b",
        broker.url(),      "--retries", "0",         "--publish",      "--provider-version", "7"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const auto outcome = run_in(folder, arguments);
    EXPECT_TRUE(matches_golden("verify/broker/" + std::string(GetParam().name) + ".txt",
                               transcript(outcome, folder)));
}

Answers one_contract(Answer result, const std::string& interaction = product_interaction()) {
    std::string contract = contract_text(interaction);
    contract.insert(1, R"("_links":{"pb:publish-verification-results":{"href":"BROKER/results"}},)");
    return {{"GET /", kIndex},
            {"GET /pacts/provider/catalogue/latest",
             {200, R"({"_links":{"pb:pacts":[{"href":"BROKER/pacts/1","title":"Pact"}]}})"}},
            {"GET /pacts/1", {200, contract}},
            {"POST /results", std::move(result)}};
}
INSTANTIATE_TEST_SUITE_P(
    Rows, VerifyFromBroker,
    testing::ValuesIn(std::vector<Case>{
        {"published", one_contract({201, R"({"_links":{"self":{"href":"BROKER/results/7"}}})"})},
        {"published_with_filter", one_contract({201, "{}"}), {"--filter-description", "product"}},
        {"publishing_is_refused", one_contract({401, "", "text/plain"}), {"-t", "hunter2"}},
        {"no_contracts", {{"GET /", kIndex}}},
        {"credentials_are_missing", {{"GET /", {401, "", "text/plain"}}}},
        {"not_a_broker", {{"GET /", {200, "<html>", "text/html"}}}},
    }),
    name_of);

TEST(VerifyFromABroker, PublishesNoSecrets) {
    TemporaryFolder folder;
    auto provider = http::start_server({}, catalogue(R"(1,"token":"hunter2","user":{"password":"hunter2"})"));
    ASSERT_TRUE(provider);
    PlayedBroker broker(one_contract({201, "{}"}, R"({ "type": "Synchronous/HTTP", "description": "a log-in",
        "request": { "method": "GET", "path": "/" }, "response": { "status": 200, "body": {
          "contentType": "application/json", "content": { "token": "swordfish", "user": 1 } } } })"));
    const auto outcome =
        run_in(folder, {"contract-verify", "-n", "catalogue", "--provider-url", (*provider)->url(), "-b",
                        broker.url(), "--retries", "0", "--publish", "--provider-version", "7"});
    EXPECT_EQ(outcome.exit_code, 1) << outcome.output << outcome.errors;
    const std::string sent = broker.body_of("POST /results");
    EXPECT_NE(sent.find("$.token"), std::string::npos) << sent;
    EXPECT_NE(sent.find("$.user"), std::string::npos) << sent;
    EXPECT_EQ(sent.find("swordfish"), std::string::npos) << sent;
    EXPECT_EQ(sent.find("hunter2"), std::string::npos) << sent;
}

// The whole way with our own broker.
TEST(OurBroker, GivesContractsAndTakesResults) {
    TemporaryFolder folder;
    folder.write("contracts/a.json", contract_text(product_interaction()));
    RunningProgram broker(
        {{"contract-broker", "--port", "0", "--database", (folder / "broker.db").string()}});
    const std::string url = listening_url(broker);
    const auto published = run_in(folder, {"contract", "publish", "contracts", "-a", "1.2", "--branch",
                                           "main", "-t", "dev", "-b", url});
    ASSERT_EQ(published.exit_code, 0) << published.output << published.errors;

    auto good = http::start_server({}, catalogue("19.99"));
    auto bad = http::start_server({}, catalogue("\"19.99\""));
    ASSERT_TRUE(good && bad);
    const std::vector<std::string> verify = {
        "contract-verify",   "-n",   "catalogue",       "-b", url, "--publish",
        "--provider-branch", "main", "--provider-tags", "a,b"};
    const auto run = [&](const std::string& provider, const std::string& version) {
        auto arguments = verify;
        arguments.insert(arguments.end(), {"--provider-url", provider, "--provider-version", version});
        return run_in(folder, arguments);
    };
    const auto green = run((*good)->url(), "7");
    EXPECT_EQ(green.exit_code, 0) << green.output << green.errors;
    const auto red = run((*bad)->url(), "8");
    EXPECT_EQ(red.exit_code, 1) << red.output << red.errors;

    const auto client = http::http_client();
    http::Request request;
    request.target = "/pacts/provider/catalogue/consumer/web-shop/latest/verification-results/latest";
    const auto response = client->send(url, request, {});
    ASSERT_TRUE(response);
    ASSERT_EQ(response->status, 200) << response->body;
    const auto result = json::parse(response->body).value();
    EXPECT_EQ(*result.find("success")->boolean(), false);
    EXPECT_EQ(*result.find("providerApplicationVersion")->string(), "8");
    EXPECT_EQ(result.find("testResults")->array()->size(), 1u);
}

}  // namespace
}  // namespace tally::e2e
