// Responses that a server is told to spoil.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "http/server.h"
#include "support/raw_client.h"

namespace tally::http {
namespace {

using testing_support::body_of;
using testing_support::RawClient;
using testing_support::status_of;

constexpr const char* kRequest = "GET /spoilt HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr const char* kOtherRequest = "GET /good HTTP/1.1\r\nHost: x\r\n\r\n";

class ServerFaults : public testing::TestWithParam<unsigned> {
  protected:
    void TearDown() override { server.reset(); }  // before what its handler uses

    // "/spoilt" is answered with the fault, everything else without.
    void spoil(const Fault& fault) {
        ServerOptions options;
        options.workers = GetParam();
        auto started = start_server(options, [this, fault](const Request& request) {
            Response response{200, {{"X-A", "1"}}, "0123456789"};
            if (request.target == "/spoilt") response.fault = fault;
            const std::lock_guard lock(mutex_);
            ++handled_;
            changed_.notify_all();
            return response;
        });
        ASSERT_TRUE(started) << started.error().text();
        server = *std::move(started);
    }
    void wait_for_handled(int count) {
        std::unique_lock lock(mutex_);
        ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds(60), [&] { return handled_ >= count; }));
    }

    std::unique_ptr<Server> server;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int handled_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Rows, ServerFaults, testing::Values(0u, 2u),
                         [](const auto& row) { return row.param == 0 ? "OnTheEventThread" : "OnWorkers"; });

TEST_P(ServerFaults, DroppedConnectionsGetNoByte) {
    spoil({.drop_connection = true});
    RawClient client(server->port());
    client.send(kRequest);
    EXPECT_EQ(client.receive_all(), "");
    EXPECT_TRUE(client.was_closed());
}

TEST_P(ServerFaults, TruncatedBodiesEndBeforeTheAnnouncedLength) {
    spoil({.truncate_body = 4});
    RawClient client(server->port());
    client.send(kRequest);
    const std::string response = client.receive_all();
    EXPECT_EQ(status_of(response), 200);
    EXPECT_NE(response.find("Content-Length: 10\r\n"), std::string::npos) << response;
    EXPECT_EQ(body_of(response), "0123");
    EXPECT_TRUE(client.was_closed());
}

TEST_P(ServerFaults, TruncatedToNothingStillHasAHead) {
    spoil({.truncate_body = 0});
    RawClient client(server->port());
    client.send(kRequest);
    const std::string response = client.receive_all();
    EXPECT_EQ(status_of(response), 200);
    EXPECT_EQ(body_of(response), "");
    EXPECT_TRUE(client.was_closed());
}

TEST_P(ServerFaults, BodiesThatAreShorterThanTheCutAreWhole) {
    spoil({.truncate_body = 10});
    RawClient client(server->port());
    client.send(kRequest);
    EXPECT_EQ(body_of(client.receive_response()), "0123456789");
    EXPECT_FALSE(client.was_closed());
}

TEST_P(ServerFaults, DelayedResponsesComeInTheEnd) {
    spoil({.delay = std::chrono::milliseconds(20)});
    RawClient client(server->port());
    const auto sent = std::chrono::steady_clock::now();
    client.send(kRequest);
    EXPECT_EQ(body_of(client.receive_response()), "0123456789");
    EXPECT_GE(std::chrono::steady_clock::now() - sent, std::chrono::milliseconds(20));
}

TEST_P(ServerFaults, DelayedAndDroppedConnectionsGetNoByte) {
    spoil({.delay = std::chrono::milliseconds(5), .drop_connection = true});
    RawClient client(server->port());
    client.send(kRequest);
    EXPECT_EQ(client.receive_all(), "");
}

TEST_P(ServerFaults, OthersAreAnsweredWhileOneWaits) {
    spoil({.delay = std::chrono::hours(1)});
    RawClient waiting(server->port());
    waiting.send(kRequest);
    wait_for_handled(1);
    RawClient other(server->port());
    other.send(kOtherRequest);
    EXPECT_EQ(body_of(other.receive_response()), "0123456789");
}

TEST_P(ServerFaults, StoppingAnswersThoseThatWait) {
    spoil({.delay = std::chrono::hours(1)});
    RawClient waiting(server->port());
    waiting.send(kRequest);
    wait_for_handled(1);
    server->stop();
    EXPECT_EQ(status_of(waiting.receive_all()), 503);
}

TEST_P(ServerFaults, ClientsThatLeaveMeanwhileDoNoHarm) {
    spoil({.delay = std::chrono::milliseconds(5)});
    for (int i = 0; i < 20; ++i) {
        RawClient client(server->port());
        client.send(kRequest);
    }
    RawClient client(server->port());
    client.send(kRequest);
    EXPECT_EQ(status_of(client.receive_response()), 200);
}

}  // namespace
}  // namespace tally::http
