// Every report at once, with a secret in every place that has a name for one: none of the values is anywhere.
#include <gtest/gtest.h>

#include <mutex>

#include "base/encoding.h"
#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "http/server.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

// All values begin so; what follows says where a leaked one came from.
const std::string kMark = "hush";

constexpr const char* kInteractions = R"(
  { "type": "Synchronous/HTTP", "description": "a log-in", "key": "login",
    "request": { "method": "POST", "path": "/login", "query": { "api_key": ["hush-query"], "page": ["2"] },
      "headers": { "Authorization": ["Bearer hush-request-header"], "Cookie": ["session=hush-cookie"],
        "X-Api-Key": ["hush-api-key"], "Content-Type": ["application/json"] },
      "body": { "contentType": "application/json", "encoded": false,
        "content": { "user": "me", "password": "hush-request-member", "deep": [ { "client_secret": "hush-deep" } ] } } },
    "response": { "status": 200,
      "headers": { "Content-Type": ["application/json"], "X-Auth-Token": ["hush-expected-header"],
        "Set-Cookie": ["id=hush-expected-cookie"] },
      "body": { "contentType": "application/json", "encoded": false,
        "content": { "id": 1, "token": "hush-expected-member", "user": { "password": "hush-expected-deep" },
          "secrets": { "a": "hush-expected-inside" }, "public": { "api_key": "hush-expected-below", "n": 1 } } } } },
  { "type": "Synchronous/HTTP", "description": "a refused log-in", "key": "refused",
    "request": { "method": "GET", "path": "/refused" }, "response": { "status": 200 } },
  { "type": "Synchronous/HTTP", "description": "a redirect", "key": "redirect",
    "request": { "method": "GET", "path": "/redirect", "headers": { "Referer": ["http://me:hush-referer@shop/?token=hush"] } },
    "response": { "status": 302, "headers": { "Location": ["https://me:hush-expected-userinfo@login/"] } } },
  { "type": "Synchronous/HTTP", "description": "a form", "key": "form",
    "request": { "method": "POST", "path": "/form", "headers": { "Content-Type": ["application/x-www-form-urlencoded"] },
      "body": { "contentType": "application/x-www-form-urlencoded", "encoded": false,
        "content": "user=me&password=hush-form&x=1" } },
    "response": { "status": 201, "headers": { "Content-Type": ["application/x-www-form-urlencoded"] },
      "body": { "contentType": "application/x-www-form-urlencoded", "encoded": false,
        "content": "access_token=hush-expected-form&user=me" } } },
  { "type": "Synchronous/HTTP", "description": "a state that fails", "key": "state",
    "providerStates": [ { "name": "fails", "params": { "password": "hush-state-parameter" } } ],
    "request": { "method": "GET", "path": "/state" }, "response": { "status": 200 } },
  { "type": "Asynchronous/Messages", "description": "a message", "key": "message",
    "contents": { "contentType": "application/json", "encoded": false, "content": { "secret": "hush-message", "id": 1 } },
    "metadata": { "auth_token": "hush-metadata" } })";

http::Response provider_answer(const http::Request& request) {
    const std::string path(request.path());
    if (path == "/_states") {
        return {request.body.find("fails") != std::string::npos ? 500 : 200,
                {{"Content-Type", "application/json"}},
                R"({"error":"no","password":"hush-state-answer"})"};
    }
    if (path == "/refused") {
        return {
            401,
            {{"Content-Type", "application/json"}, {"Set-Cookie", "id=hush-refused-cookie"}},
            R"({"error":"no","client_secret":"hush-refused-member","more":{"keys":["hush-refused-deep"]}})"};
    }
    if (path == "/redirect")
        return {302, {{"Location", "https://me:hush-userinfo@login/?token=hush-location"}}, ""};
    if (path == "/form") {
        return {200,
                {{"Content-Type", "application/x-www-form-urlencoded"}},
                "access_token=hush-actual-form&user=you"};
    }
    return {
        200,
        {{"Content-Type", "application/json"},
         {"X-Auth-Token", "hush-actual-header"},
         {"Pact-Message-Metadata", encoding::base64(R"({"auth_token":"hush-actual-metadata"})")},
         {"Set-Cookie", "id=hush-actual-cookie"}},
        R"({"id":"x","token":"hush-actual-member","user":{"password":"hush-actual-deep"},"secrets":"hush-inside",)"
        R"("public":{"api_key":"hush-below"},"secret":"hush-actual-message"})"};
}

// A broker with one contract, which keeps the result that it is sent.
class Broker {
  public:
    Broker() {
        server_ = std::move(
            http::start_server({}, [this](const http::Request& request) { return answer(request); }).value());
    }
    std::string address() const { return "127.0.0.1:" + std::to_string(server_->port()); }
    std::string published() {
        const std::lock_guard lock(mutex_);
        return published_;
    }

  private:
    http::Response answer(const http::Request& request) {
        const std::lock_guard lock(mutex_);
        const std::string url = server_ ? server_->url() : "";
        const http::Headers hal = {{"Content-Type", "application/hal+json"}};
        if (request.method == "POST") {
            published_ = request.body;
            return {201, hal, "{}"};
        }
        const std::string path(request.path());
        if (path == "/") {
            return {
                200, hal,
                R"({"_links":{"pb:latest-provider-pacts":{"href":")" + url + R"(/provider/{provider}"}}})"};
        }
        if (path == "/provider/catalogue")
            return {200, hal,
                    R"({"_links":{"pb:pacts":[{"href":")" + url + R"(/pacts/1","title":"Pact"}]}})"};
        // Without the state that fails: a result that did not run as a whole is not published
        std::string contract = contract_text(kInteractions);
        contract = text::replace_all(contract, "\"fails\"", "\"works\"");
        contract.insert(1,
                        R"("_links":{"pb:publish-verification-results":{"href":")" + url + R"(/results"}},)");
        return {200, hal, contract};
    }

    std::mutex mutex_;
    std::string published_;
    std::unique_ptr<http::Server> server_;
};

class Secrets : public testing::Test {
  protected:
    Secrets() { provider_ = std::move(http::start_server({}, provider_answer).value()); }

    // Runs it with every report; what anybody could read afterwards, by the name of where it is.
    std::vector<std::pair<std::string, std::string>> texts_of(std::vector<std::string> source) {
        const std::string address = "127.0.0.1:" + std::to_string(provider_->port());
        std::vector<std::string> arguments = {
            "contract-verify",
            "--provider-url",
            "http://me:hush-provider-password@" + address,
            "-s",
            "http://me:hush-state-password@" + address + "/_states?token=hush-state-url",
            "--retries",
            "0",
            "-H",
            "X-Custom-Token=hush-custom",
            "--header=Proxy-Authorization=Basic hush-custom-too",
            "--loglevel",
            "trace",
            "--json",
            "r.json",
            "--junit",
            "r.xml",
            "--html",
            "r.html",
            "--sarif",
            "r.sarif",
            "--tap",
            "r.tap",
            "--github"};
        arguments.insert(arguments.end(), source.begin(), source.end());
        const auto outcome = run_in(folder_, arguments);
        EXPECT_EQ(outcome.exit_code, 1) << outcome.output << outcome.errors;
        std::vector<std::pair<std::string, std::string>> texts = {{"stdout", outcome.output},
                                                                  {"stderr", outcome.errors}};
        for (const char* name : {"r.json", "r.xml", "r.html", "r.sarif", "r.tap"})
            texts.emplace_back(name, folder_.read(name));
        return texts;
    }

    TemporaryFolder folder_;
    std::unique_ptr<http::Server> provider_;
};

void expect_no_secret(const std::vector<std::pair<std::string, std::string>>& texts) {
    // What the metadata of the message were, as they travelled
    const std::string travelled = encoding::base64(R"({"auth_token":"hush-actual-metadata"})");
    for (const auto& [name, text] : texts) {
        EXPECT_EQ(text.find(travelled), std::string::npos) << name;
        for (auto at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + 1)) {
            const auto start = at < 100 ? 0 : at - 100;
            ADD_FAILURE() << name << " shows " << text.substr(start, at - start + 60);
        }
    }
}

TEST_F(Secrets, AreInNoReport) {
    folder_.write("contracts/a.json", contract_text(kInteractions));
    const auto texts = texts_of({"contracts"});
    expect_no_secret(texts);
    // The reports are there, and told of the places
    for (const auto& [name, text] : texts) {
        if (name == "stderr") continue;
        EXPECT_NE(text.find("a refused log-in"), std::string::npos) << name;
        EXPECT_NE(text.find("X-Auth-Token"), std::string::npos) << name;
        EXPECT_NE(text.find("$.token"), std::string::npos) << name << text;
    }
}

TEST_F(Secrets, AreNotPublishedEither) {
    Broker broker;
    auto texts = texts_of({"-b", "http://me:hush-broker-password@" + broker.address(), "-n", "catalogue",
                           "--publish", "--provider-version", "1"});
    texts.emplace_back("published", broker.published());
    expect_no_secret(texts);
    EXPECT_NE(broker.published().find("X-Auth-Token"), std::string::npos) << broker.published();
}

TEST_F(Secrets, OfCredentialsAreInNoCommandToRerun) {
    folder_.write("contracts/a.json", contract_text(kInteractions));
    expect_no_secret(texts_of({"contracts", "--token", "hush-token"}));
    expect_no_secret(texts_of({"contracts", "--user", "me", "--password=hush-password"}));
    expect_no_secret(texts_of({"contracts", "-thush-token"}));
}

}  // namespace
}  // namespace tally::e2e
