// What every command says when the broker does not do what it is asked to.
#include <gtest/gtest.h>

#include "e2e/broker_client/broker_commands.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"
#include "support/raw_server.h"
#include "support/self_signed.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

class Refusals : public testing::Test {
  protected:
    void SetUp() override { folder_.write("contract.json", contract_text(product_interaction())); }

    // What all commands say, and their exit codes by name.
    std::string told_by_all(const std::string& url, const std::vector<std::string>& more = {}) {
        std::string all;
        for (const auto& command : broker_commands()) {
            auto arguments = command.verb;
            arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
            arguments.insert(arguments.end(), more.begin(), more.end());
            all +=
                told(folder_, arguments, {{"PACT_BROKER_BASE_URL", url}, {"PACT_BROKER_HTTP_RETRIES", "0"}});
        }
        return all;
    }

    static http::Handler always(int status, std::string body) {
        return [status, body](const http::Request&) { return json_answer(status, body); };
    }

    TemporaryFolder folder_;
};

TEST_F(Refusals, OfABrokerThatIsNotThere) {
    const ClosedPort nobody;
    EXPECT_TRUE(matches_golden("broker_client/unreachable.txt", told_by_all(nobody.url())));
}

TEST_F(Refusals, OfMissingCredentials) {
    const auto broker = http::start_server({}, always(401, "")).value();
    EXPECT_TRUE(matches_golden("broker_client/unauthorized.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfCredentialsThatMayNot) {
    const auto broker = stand_in(always(403, R"({"error":"read only"})"));
    EXPECT_TRUE(matches_golden("broker_client/forbidden.txt", told_by_all(broker->url(), {"-k", "hunter2"})));
}

TEST_F(Refusals, OfWhatIsNotThere) {
    const auto broker = stand_in(always(404, ""));
    EXPECT_TRUE(matches_golden("broker_client/not_found.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfWhatContradicts) {
    const auto broker = stand_in(always(409, R"({"error":"somebody else was faster"})"));
    EXPECT_TRUE(matches_golden("broker_client/conflict.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfWhatIsInvalid) {
    const auto broker = stand_in(always(400, R"({"errors":{"name":["is too long","has a blank"]}})"));
    EXPECT_TRUE(matches_golden("broker_client/invalid.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfABrokenBroker) {
    const auto broker = stand_in(always(500, R"({"error":{"message":"out of disk","reference":"abc"}})"));
    EXPECT_TRUE(matches_golden("broker_client/server_error.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, InAnswersThatAreNoJson) {
    const auto broker = stand_in(always(200, R"({"_embedded":{"environments":)"));
    EXPECT_TRUE(matches_golden("broker_client/invalid_json.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, InAnswersOfAnotherForm) {
    for (const char* body : {"[]", "7", "null"}) {
        const auto broker = stand_in(always(200, body));
        EXPECT_TRUE(matches_golden("broker_client/no_object.txt", told_by_all(broker->url()))) << body;
    }
    const auto broker = stand_in(always(200, "{}"));
    EXPECT_TRUE(matches_golden("broker_client/empty_object.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfABrokerWithoutTheLink) {
    const auto broker =
        http::start_server({}, [](const http::Request& request) {
            return request.target == "/" ? json_answer(200, R"({"_links":{}})") : json_answer(404, "");
        }).value();
    EXPECT_TRUE(matches_golden("broker_client/no_link.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfACertificateThatNobodyKnows) {
    const auto certificate = self_signed_certificate("IP:127.0.0.1");
    http::ServerOptions options;
    options.tls_certificate = certificate.certificate;
    options.tls_key = certificate.key;
    const auto broker = stand_in(always(404, ""), options);
    EXPECT_TRUE(matches_golden("broker_client/unknown_certificate.txt", told_by_all(broker->url())));
}

TEST_F(Refusals, OfAServerThatSpeaksNoTls) {
    RawServer server([](RawServer::Peer& peer) {
        peer.send("this is no handshake");
        peer.wait_for_close();
    });
    const std::string url = "https" + server.origin().substr(4);
    EXPECT_TRUE(matches_golden("broker_client/no_tls.txt",
                               told(folder_, {"list-environments", "--retries", "0", "-b", url})));
}

}  // namespace
}  // namespace tally::e2e
