// contract-broker calls out: a receiver on a socket gets what webhooks send, when all is well and when it, or the
// broker, is not.
#include <gtest/gtest.h>
#include <signal.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "http/httplib_client.h"
#include "storage/test_database.h"
#include "support/raw_server.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;

// Keeps what it gets, with its delivery.
class Receiver {
  public:
    enum class Mood { answers, hangs_up, is_silent, never_ends, redirects };

    void set(Mood mood) {
        const std::lock_guard lock(mutex_);
        mood_ = mood;
    }
    std::string url(const std::string& host = "127.0.0.1") const {
        return "http://" + host + ":" + std::to_string(server_.port()) + "/build";
    }
    // False when there were not so many in time.
    bool wait_for(std::size_t requests) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 30s, [&] { return requests_.size() >= requests; });
    }
    std::vector<std::string> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    // How often each delivery came.
    std::map<std::string, int> deliveries() {
        std::map<std::string, int> counts;
        for (const auto& request : requests()) ++counts[header(request, "webhook-id")];
        return counts;
    }
    static std::string header(const std::string& request, const std::string& name) {
        const auto at = request.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto start = at + name.size() + 4;
        return request.substr(start, request.find("\r\n", start) - start);
    }
    int connections() const { return server_.connections(); }

  private:
    void serve(RawServer::Peer& peer) {
        while (true) {
            const auto request = peer.read_request();
            if (request.empty()) return;
            Mood mood;
            {
                const std::lock_guard lock(mutex_);
                requests_.push_back(request);
                mood = mood_;
            }
            changed_.notify_all();
            if (mood == Mood::hangs_up) return peer.reset();
            if (mood == Mood::is_silent) return peer.wait_for_close();
            if (mood == Mood::never_ends) {
                peer.send("HTTP/1.1 200 OK\r\n\r\n");
                peer.send_until_closed(std::string(1 << 16, 'x'));
                return;
            }
            if (mood == Mood::redirects) {
                peer.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
                continue;
            }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> requests_;
    Mood mood_ = Mood::answers;
    RawServer server_{[this](RawServer::Peer& peer) { serve(peer); }};
};

class BrokerWebhooks : public testing::Test {
  protected:
    void SetUp() override { database_ = new_database_location(folder_); }

    Command command(std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"contract-broker", "--port", "0", "--database", database_,
                                           "--webhook-scheme-whitelist", "http",
                                           "--webhook-timeout", "1", "--webhook-retry-schedule", "2 2 2 2"};
        if (more.empty()) more = {"--webhook-host-whitelist", "127.0.0.1"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return {.arguments = std::move(arguments)};
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
    static bool comes_to(const std::string& url, const std::string& version, const std::string& wanted) {
        const auto end = std::chrono::steady_clock::now() + 30s;
        while (std::chrono::steady_clock::now() < end) {
            if (state(url, version) == wanted) return true;
        }
        return false;
    }

    TemporaryFolder folder_;
    std::string database_;
    Receiver receiver_;
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
    EXPECT_EQ(Receiver::header(request, "x-consumer"), "Foo");
    EXPECT_NE(request.find("\r\n\r\n{\"version\":\"1\"}"), std::string::npos) << request;
}

TEST_F(BrokerWebhooks, AreRetriedUnderTheSameIdWhenTheReceiverWasDown) {
    RunningProgram broker(command());
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    receiver_.set(Receiver::Mood::hangs_up);
    publish(url, "1");
    ASSERT_TRUE(comes_to(url, "1", "retrying 1"));
    receiver_.set(Receiver::Mood::answers);
    EXPECT_TRUE(comes_to(url, "1", "success 2"));
    EXPECT_EQ(receiver_.requests().size(), 2u);
    EXPECT_EQ(receiver_.deliveries().size(), 1u);
}

TEST_F(BrokerWebhooks, SurviveTheDeathOfTheBroker) {
    receiver_.set(Receiver::Mood::hangs_up);
    {
        RunningProgram broker(command());
        const auto url = listening_url(broker);
        create(url, receiver_.url());
        publish(url, "1");
        ASSERT_TRUE(comes_to(url, "1", "retrying 1"));
        broker.kill(SIGKILL);
        broker.wait();
    }
    receiver_.set(Receiver::Mood::answers);
    RunningProgram broker(command());
    const auto url = listening_url(broker);
    EXPECT_TRUE(comes_to(url, "1", "success 2"));
    EXPECT_EQ(receiver_.deliveries().size(), 1u) << "the same delivery";
}

TEST_F(BrokerWebhooks, ComeForEachPublicationHoweverOftenTheBrokerIsKilled) {
    int version = 0;
    std::set<std::string> acknowledged;
    for (int round = 0; round <= TALLY_KILL_ROUNDS; ++round) {
        RunningProgram broker(command());
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
        const auto body = json::parse(request.substr(request.find("\r\n\r\n") + 4));
        ASSERT_TRUE(body) << request;
        ids[*body->find("version")->string()].insert(Receiver::header(request, "webhook-id"));
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
    RunningProgram server(command({"--webhook-host-whitelist", "127.0.0.1", "--webhook-senders", "0"}));
    const auto url = listening_url(server);
    create(url, receiver_.url());
    publish(url, "1");
    EXPECT_EQ(state(url, "1"), "not_run 0");
    RunningProgram sender(command());
    listening_url(sender);
    EXPECT_TRUE(comes_to(url, "1", "success 1"));
}

TEST_F(BrokerWebhooks, GiveASilentReceiverOneTimeOutAndThenLetTheBrokerStop) {
    RunningProgram broker(command());
    const auto url = listening_url(broker);
    create(url, receiver_.url());
    receiver_.set(Receiver::Mood::is_silent);
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
    receiver_.set(Receiver::Mood::never_ends);
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
    receiver_.set(Receiver::Mood::redirects);
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
        RunningProgram broker(command({"--webhook-host-whitelist", list}));
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
