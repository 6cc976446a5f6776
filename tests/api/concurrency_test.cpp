// The whole broker from many threads, as a server's workers call it, while other threads send what webhooks queue.
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "api/broker_fixture.h"
#include "api/busy_client.h"
#include "delivery/delivery_worker.h"
#include "storage/consistency.h"

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;

constexpr int kClients = 6;
constexpr int kVersions = 4;
constexpr unsigned kSenders = 4;

// Takes everything, from several threads, and knows by which deliveries each thing was told.
class Listener final : public http::Client {
  public:
    Result<http::Response> send(const std::string&, const http::Request& request, const http::Limits&) override {
        const std::lock_guard lock(mutex_);
        ids_[request.body].push_back(request.headers.value_or("webhook-id", ""));
        changed_.notify_all();
        return http::Response{};
    }
    bool wait_for(const std::string& event) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 60s, [&] { return ids_.count(event) != 0; });
    }
    std::map<std::string, std::vector<std::string>> ids() {
        const std::lock_guard lock(mutex_);
        return ids_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, std::vector<std::string>> ids_;
};

class BrokerThreads : public BrokerTest {};

TEST_F(BrokerThreads, DoNotDisturbEachOtherAndTellOfEverythingOnce) {
    const auto environment = create_environment("production", true);
    const auto created = post("/webhooks",
                              R"({"events":[{"name":"contract_content_changed"},)"
                              R"({"name":"provider_verification_published"}],)"
                              R"("request":{"method":"POST","url":"https://ci.example",)"
                              R"("body":"${pactbroker.eventName} ${pactbroker.consumerName} )"
                              R"(${pactbroker.consumerVersionNumber} ${pactbroker.verificationResultUrl}"}})");
    ASSERT_EQ(created.status(), 201) << created.response.body;

    Listener listener;
    delivery::DeliveryWorker worker(*database_, listener, webhook_settings_, clock_, kSenders, 10min);
    Broker broker(*database_, clock_, random_, {}, {nullptr, [&worker] { worker.wake(); }});
    const auto send = [&broker](http::Request request) -> std::optional<http::Response> {
        request.headers.set("Host", "broker.example");
        return broker.handle(request);
    };
    std::vector<BusyClient> clients;
    for (int i = 0; i < kClients; ++i) {
        const std::string letter(1, static_cast<char>('a' + i));
        clients.emplace_back("consumer-" + letter, "provider-" + letter, environment);
    }
    std::vector<std::thread> threads;
    for (auto& client : clients) {
        threads.emplace_back([&client, &send] {
            for (int n = 0; n < kVersions; ++n) {
                EXPECT_TRUE(client.add_version(send, std::to_string(n)));
                EXPECT_TRUE(client.ask_about_deployment(send));
            }
        });
    }
    for (auto& thread : threads) thread.join();

    for (const auto& client : clients) {
        for (const auto& event : client.acknowledged_events()) ASSERT_TRUE(listener.wait_for(event)) << event;
    }
    worker.stop();
    for (const auto& [event, ids] : listener.ids()) EXPECT_EQ(ids.size(), 1u) << event;
    database_->read([&](storage::Transaction& transaction) {
        for (const auto& client : clients) client.expect_everything_kept(transaction);
    });
    EXPECT_EQ(find_damage(*database_), "");
    const auto [maintained, rebuilt] = compare_with_rebuild(*database_);
    EXPECT_EQ(maintained, rebuilt);
}

}  // namespace

}  // namespace tally::testing_support
