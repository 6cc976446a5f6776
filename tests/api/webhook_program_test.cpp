// contract-broker calls out: a receiver on a socket gets what webhooks send, when all is well and when it, or the
// broker, is not.
#include <gtest/gtest.h>
#include <signal.h>

#include <map>
#include <set>

#include "api/listening_receiver.h"
#include "base/json.h"
#include "base/text.h"
#include "http/httplib_client.h"
#include "storage/test_database.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;

class BrokerWebhooks : public testing::Test {
  protected:
    void SetUp() override { database_ = new_database_location(folder_); }

    // Without more said, one attempt has all the time it needs on a busy machine, and there is no second.
    struct Settings {
        std::string hosts = "127.0.0.1";
        std::string timeout = "25";
        std::string retries = "3600";
        std::string senders = "5";
    };
    // Attempts end soon, also those that a killed broker leaves behind, and there are many.
    static Settings impatient() {
        return {.timeout = "1", .retries = "2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2"};
    }
    Command command() const { return command(Settings()); }
    Command command(const Settings& settings) const {
        return {.arguments = {"contract-broker", "--port", "0", "--database", database_, "--webhook-scheme-whitelist",
                              "http", "--webhook-host-whitelist", settings.hosts, "--webhook-timeout", settings.timeout,
                              "--webhook-retry-schedule", settings.retries, "--webhook-senders", settings.senders}};
    }
    static http::Response send(const std::string& url, const std::string& method, const std::string& path,
                               const std::string& body = {}) {
        http::Request request{method, path, {{"Content-Type", "application/json"}}, body, {}};
        auto response = http::http_client({})->send(url, request, {.deadline = 30s});
        EXPECT_TRUE(response) << response.error().text();
        return response ? *response : http::Response{0, {}, {}};
    }
    static void create(const std::string& url, const std::string& target) {
        const auto reply =
            send(url, "POST", "/webhooks",
                 R"({"events":[{"name":"contract_published"}],"request":{"method":"POST","url":")" + target +
                     R"(","headers":{"X-Consumer":"${pactbroker.consumerName}"},)"
                     R"("body":{"version":"${pactbroker.consumerVersionNumber}"}}})");
        ASSERT_EQ(reply.status, 201) << reply.body;
    }
    static int publish(const std::string& url, const std::string& version) {
        return send(url, "PUT", "/pacts/provider/Bar/consumer/Foo/version/" + version,
                    R"({"consumer":{"name":"Foo"},"provider":{"name":"Bar"},"interactions":[]})")
            .status;
    }
    // "retrying 1": its status and how many attempts were made.
    static std::string state(const std::string& url, const std::string& version) {
        const auto reply = send(url, "GET", "/pacts/provider/Bar/consumer/Foo/version/" + version + "/triggered-webhooks");
        const auto document = json::parse(reply.body);
        if (!document) return reply.body;
        const auto& triggered = (*document->find("_embedded")->find("triggeredWebhooks")->array())[0];
        return *triggered.find("status")->string() + " " + std::to_string(*triggered.find("attemptsMade")->integer());
    }
    // `wanted` may leave out the number of attempts.
    static bool comes_to(const std::string& url, const std::string& version, const std::string& wanted) {
        const auto end = std::chrono::steady_clock::now() + 60s;
        while (std::chrono::steady_clock::now() < end) {
            if (state(url, version).substr(0, wanted.size()) == wanted) return true;
        }
        return false;
    }

    TemporaryFolder folder_;
    std::string database_;
    ListeningReceiver receiver_;
};

TEST_F(BrokerWebhooks, AreSentOnceAfterThePublication) {
    RunningProgram broker(command());
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    EXPECT_EQ(publish(url, "1"), 201);
    ASSERT_TRUE(receiver_.wait_for(1));
    EXPECT_TRUE(comes_to(url, "1", "success 1"));
    broker.kill(SIGTERM);
    EXPECT_EQ(broker.wait().exit_code, 0);
    ASSERT_EQ(receiver_.requests().size(), 1u);
    const auto request = receiver_.requests()[0];
    EXPECT_EQ(request.substr(0, request.find("\r\n")), "POST /build HTTP/1.1");
    EXPECT_EQ(ListeningReceiver::header(request, "x-consumer"), "Foo");
    EXPECT_NE(request.find("\r\n\r\n{\"version\":\"1\"}"), std::string::npos) << request;
}

TEST_F(BrokerWebhooks, AreRetriedUnderTheSameIdWhenTheReceiverWasDown) {
    RunningProgram broker(command({.retries = "1"}));
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    receiver_.set(ListeningReceiver::Mood::hangs_up_once);
    publish(url, "1");
    EXPECT_TRUE(comes_to(url, "1", "success 2"));
    EXPECT_EQ(receiver_.requests().size(), 2u);
    EXPECT_EQ(receiver_.deliveries().size(), 1u);
}

TEST_F(BrokerWebhooks, SurviveTheDeathOfTheBroker) {
    receiver_.set(ListeningReceiver::Mood::hangs_up);
    {
        RunningProgram broker(command(impatient()));
        const auto url = listening_url(broker);
        create(url, receiver_.url());
        publish(url, "1");
        ASSERT_TRUE(comes_to(url, "1", "retrying"));
        broker.kill(SIGKILL);
        broker.wait();
    }
    receiver_.set(ListeningReceiver::Mood::answers);
    RunningProgram broker(command(impatient()));
    const auto url = listening_url(broker);
    EXPECT_TRUE(comes_to(url, "1", "success"));
    EXPECT_EQ(receiver_.deliveries().size(), 1u) << "the same delivery";
}

TEST_F(BrokerWebhooks, ComeForEachPublicationHoweverOftenTheBrokerIsKilled) {
    int version = 0;
    std::set<std::string> acknowledged;
    for (int round = 0; round <= TALLY_KILL_ROUNDS; ++round) {
        RunningProgram broker(command(impatient()));
        const auto url = listening_url(broker);
        if (round == 0) create(url, receiver_.url());
        const auto before = receiver_.requests().size();
        for (int i = 0; i < 10; ++i) {
            ++version;
            if (publish(url, std::to_string(version)) == 201) acknowledged.insert(std::to_string(version));
        }
        // In the middle of the deliveries; in the last round it lives, and makes up for what was cut off.
        ASSERT_TRUE(receiver_.wait_for(before + 3));
        if (round < TALLY_KILL_ROUNDS) {
            broker.kill(SIGKILL);
            broker.wait();
            continue;
        }
        for (const auto& each : acknowledged) {
            const auto end = std::chrono::steady_clock::now() + 60s;
            while (state(url, each).find("success") != 0 && std::chrono::steady_clock::now() < end) {
            }
        }
    }
    std::map<std::string, std::set<std::string>> ids;  // by what was published
    for (const auto& request : receiver_.requests()) {
        const auto body = json::parse(ListeningReceiver::body(request));
        ASSERT_TRUE(body) << request;
        ids[*body->find("version")->string()].insert(ListeningReceiver::header(request, "webhook-id"));
    }
    EXPECT_EQ(acknowledged.size(), 10u * (TALLY_KILL_ROUNDS + 1));
    for (const auto& each : acknowledged) EXPECT_EQ(ids[each].size(), 1u) << each;
}

TEST_F(BrokerWebhooks, OfSeveralBrokersOverOneDatabaseAreSentByOne) {
    constexpr std::size_t kVersions = 20;
    RunningProgram first(command());
    std::vector<std::string> urls{listening_url(first)};
    RunningProgram second(command());
    urls.push_back(listening_url(second));
    create(urls[0], receiver_.url());
    for (std::size_t i = 0; i < kVersions; ++i) EXPECT_EQ(publish(urls[i % 2], std::to_string(i)), 201);
    ASSERT_TRUE(receiver_.wait_for(kVersions));
    for (std::size_t i = 0; i < kVersions; ++i) EXPECT_TRUE(comes_to(urls[0], std::to_string(i), "success 1"));
    for (auto* broker : {&first, &second}) {
        broker->kill(SIGTERM);
        EXPECT_EQ(broker->wait().exit_code, 0);
    }
    EXPECT_EQ(receiver_.requests().size(), kVersions);
    EXPECT_EQ(receiver_.deliveries().size(), kVersions);
}

TEST_F(BrokerWebhooks, AreSentByAnotherBrokerWhereThisOneHasNoSenders) {
    RunningProgram server(command({.senders = "0"}));
    const auto url = listening_url(server);
    create(url, receiver_.url());
    publish(url, "1");
    EXPECT_EQ(state(url, "1"), "not_run 0");
    RunningProgram sender(command());
    listening_url(sender);
    EXPECT_TRUE(comes_to(url, "1", "success 1"));
}

TEST_F(BrokerWebhooks, GiveASilentReceiverOneTimeOutAndThenLetTheBrokerStop) {
    RunningProgram broker(command({.timeout = "1"}));
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    receiver_.set(ListeningReceiver::Mood::is_silent);
    publish(url, "1");
    ASSERT_TRUE(receiver_.wait_for(1));
    broker.kill(SIGTERM);
    const auto outcome = broker.wait();
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_NE(outcome.errors.find("no complete answer within 1 s"), std::string::npos) << outcome.errors;
}

TEST_F(BrokerWebhooks, ReadNoMoreOfAnEndlessAnswerThanTheyLog) {
    RunningProgram broker(command());
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    receiver_.set(ListeningReceiver::Mood::never_ends);
    publish(url, "1");
    EXPECT_TRUE(comes_to(url, "1", "success 1"));
    const auto reply = send(url, "GET", "/pacts/provider/Bar/consumer/Foo/version/1/triggered-webhooks");
    const auto document = *json::parse(reply.body);
    const auto& triggered = (*document.find("_embedded")->find("triggeredWebhooks")->array())[0];
    const auto logs = *triggered.find("_links")->find("pb:logs")->find("href")->string();
    const auto log = send(url, "GET", logs.substr(url.size())).body;
    EXPECT_NE(log.find("xxxx"), std::string::npos);
    EXPECT_LT(log.size(), 20000u);
}

TEST_F(BrokerWebhooks, FollowNoRedirect) {
    RunningProgram broker(command());
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    receiver_.set(ListeningReceiver::Mood::redirects);
    publish(url, "1");
    EXPECT_TRUE(comes_to(url, "1", "retrying 1"));
    EXPECT_EQ(receiver_.requests().size(), 1u);
}

TEST_F(BrokerWebhooks, AreNotSentToThisMachineUnlessItIsListed) {
    struct Case {
        const char* list;  // of hosts
        const char* host;
        bool sent;
    };
    for (const auto& [list, host, sent] : std::vector<Case>{{"", "127.0.0.1", false},
                                                            {"", "localhost", false},
                                                            {"", "127.1", false},
                                                            {"", "0x7f000001", false},
                                                            {"/.*/", "localhost", false},
                                                            {"/.*/", "127.1", false},
                                                            {"localhost", "localhost", true},
                                                            {"127.0.0.0/8", "127.0.0.1", true},
                                                            {"127.0.0.1 /.*/", "127.1", true}}) {
        RunningProgram broker(command({.hosts = list}));
        const auto url = listening_url(broker);
        const auto before = receiver_.connections();
        const auto reply = send(url, "POST", "/webhooks/execute",
                                R"({"request":{"method":"POST","url":")" + receiver_.url(host) + R"("}})");
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(reply.body.find("\"success\":true") != std::string::npos, sent) << list << " " << reply.body;
        EXPECT_EQ(receiver_.connections() > before, sent) << list << " " << host;
    }
}

}  // namespace

}  // namespace tally::testing_support
