// Large bodies: how much of them the server holds at once, and that what takes long leaves threads for the rest.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "http/server.h"
#include "support/raw_client.h"

namespace tally::http {
namespace {

using testing_support::body_of;
using testing_support::RawClient;
using testing_support::status_of;

std::string head(std::size_t length) {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

std::unique_ptr<Server> started(const ServerOptions& options, Handler handler) {
    auto server = start_server(options, std::move(handler));
    if (!server) throw std::runtime_error(server.error().text());
    return *std::move(server);
}

Response size_of_body(const Request& request) {
    return {200, {}, std::to_string(request.body.size())};
}

// Answers requests with a large body only when it is told to.
class Patient {
  public:
    explicit Patient(std::size_t large) : large_(large) {}
    Response operator()(const Request& request) {
        std::unique_lock lock(mutex_);
        if (request.body.size() >= large_) {
            ++at_once_;
            most_ = std::max(most_, at_once_);
            changed_.notify_all();
            changed_.wait(lock, [this] { return released_; });
            --at_once_;
        }
        return size_of_body(request);
    }
    void wait_for_one() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return most_ > 0; });
    }
    void release() {
        const std::lock_guard lock(mutex_);
        released_ = true;
        changed_.notify_all();
    }
    int most() {
        const std::lock_guard lock(mutex_);
        return most_;
    }

  private:
    const std::size_t large_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool released_ = false;
    int at_once_ = 0;
    int most_ = 0;
};

TEST(Bodies, ThatAreTooMuchTogetherAreRefusedUntilOthersAreDone) {
    const std::string large(1500000, 'x');
    Patient handler(large.size());
    ServerOptions options;
    options.workers = 4;
    options.max_bodies = 3u << 20;
    const auto server = started(options, [&handler](const Request& request) { return handler(request); });
    RawClient first(server->port());
    first.send(head(large.size()) + large);
    handler.wait_for_one();

    RawClient second(server->port());
    second.send(head(3000000) + std::string(3000000, 'x'));
    const auto refused = second.receive_response();
    EXPECT_EQ(status_of(refused), 503) << refused;
    EXPECT_NE(refused.find("\r\nRetry-After: 5\r\n"), std::string::npos) << refused;
    EXPECT_NE(refused.find("try again"), std::string::npos) << refused;
    RawClient small(server->port());
    small.send(head(3) + "abc");
    EXPECT_EQ(body_of(small.receive_response()), "3") << "a small one does not wait for others";

    handler.release();
    EXPECT_EQ(body_of(first.receive_response()), "1500000");
    RawClient third(server->port());
    third.send(head(large.size()) + large);
    EXPECT_EQ(body_of(third.receive_response()), "1500000") << "the connection of the first is still open";
}

class BodiesOnThreads : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Rows, BodiesOnThreads, testing::Values(0u, 2u),
                         [](const auto& row) { return row.param == 0 ? "OnTheEventThread" : "OnWorkers"; });

TEST_P(BodiesOnThreads, OfClientsThatWentAwayCountNoMore) {
    ServerOptions options;
    options.workers = GetParam();
    options.max_bodies = 3u << 20;
    options.head_deadline = std::chrono::seconds(2);  // by which it looks who has left
    const auto server = started(options, size_of_body);
    const std::string large(1500000, 'x');
    for (int i = 0; i < 10; ++i) {
        RawClient client(server->port());
        client.send(head(large.size()) + large.substr(1));
    }
    // The server notices a little later.
    std::string answer;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (status_of(answer) != 200 && std::chrono::steady_clock::now() < end) {
        RawClient last(server->port());
        last.send(head(large.size()) + large);
        answer = last.receive_response();
    }
    EXPECT_EQ(body_of(answer), "1500000") << answer;
}

TEST(Bodies, ThatAreLargeTakeAQuarterOfTheThreadsAndAreAllAnswered) {
    const std::string large(5u << 20, 'x');
    Patient handler(large.size());
    ServerOptions options;
    options.workers = 4;
    const auto server = started(options, [&handler](const Request& request) { return handler(request); });
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<RawClient>(server->port()));
        clients.back()->send(head(large.size()) + large);
    }
    handler.wait_for_one();
    RawClient other(server->port());
    other.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of(other.receive_response()), "0");
    handler.release();
    for (auto& client : clients) EXPECT_EQ(body_of(client->receive_response()), std::to_string(large.size()));
    EXPECT_EQ(handler.most(), 1);
}

}  // namespace
}  // namespace tally::http
