// Three brokers share one PostgreSQL database under load, and every second one of them is killed: nothing
// that was acknowledged gets lost, and no question about a deployment is answered wrongly by any of them.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/busy_client.h"
#include "base/json.h"
#include "base/random.h"
#include "http/httplib_client.h"
#include "storage/consistency.h"
#include "storage/open_database.h"
#include "storage/test_database.h"
#include "support/fake_clock.h"
#include "support/postgres_server.h"
#include "support/run_program.h"

namespace tally::testing_support {

namespace {

constexpr int kBrokers = 3;
constexpr int kClients = 6;

// Programs that take each other's place: a killed one comes back at another port.
class Brokers {
  public:
    explicit Brokers(std::string database) : database_(std::move(database)) {
        for (int i = 0; i < kBrokers; ++i) programs_.push_back(start());
        for (auto& program : programs_) urls_.push_back(listening_url(*program));
    }

    std::string url(std::size_t index) const {
        const std::lock_guard lock(mutex_);
        return urls_[index];
    }

    void kill_one(std::size_t index) {
        programs_[index]->kill(SIGKILL);
        programs_[index]->wait();
        programs_[index] = start();
        auto url = listening_url(*programs_[index]);
        const std::lock_guard lock(mutex_);
        urls_[index] = std::move(url);
    }

  private:
    std::unique_ptr<RunningProgram> start() const {
        return std::make_unique<RunningProgram>(
            Command{.arguments = {"contract-broker", "--port", "0", "--database", database_, "--log-level",
                                  "error"}});
    }

    const std::string database_;
    std::vector<std::unique_ptr<RunningProgram>> programs_;
    mutable std::mutex mutex_;
    std::vector<std::string> urls_;
};

// Goes to any broker, and to another one while there is no answer.
class Sender {
  public:
    Sender(const Brokers& brokers, std::uint64_t seed) : brokers_(brokers), random_(seed) {}

    std::optional<http::Response> operator()(const http::Request& request) {
        for (int attempt = 0; attempt < 200; ++attempt) {
            const auto url = brokers_.url(static_cast<std::size_t>(random_.between(0, kBrokers - 1)));
            auto response = client_->send(url, request, {.deadline = std::chrono::seconds(20)});
            if (!response) continue;  // killed, or not there yet
            EXPECT_LT(response->status, 500)
                << request.method << " " << request.target << " " << response->body;
            return std::move(*response);
        }
        ADD_FAILURE() << "no broker answered";
        return std::nullopt;
    }

  private:
    const Brokers& brokers_;
    SeededRandom random_;
    std::unique_ptr<http::Client> client_ = http::http_client({});
};

class Stop {
  public:
    void now() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        changed_.notify_all();
    }
    bool is_set() {
        const std::lock_guard lock(mutex_);
        return stopped_;
    }
    // True when it was stopped before the time was up.
    bool within(std::chrono::milliseconds span) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, span, [&] { return stopped_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopped_ = false;
};

std::string create_environment(Sender& send) {
    const auto response = send({"POST",
                                "/environments",
                                {{"Content-Type", "application/json"}},
                                R"({"name":"production","production":true})",
                                {}});
    const auto document = response ? json::parse(response->body) : json::Value();
    return document && document->find("uuid") != nullptr ? *document->find("uuid")->string() : "";
}

TEST(SeveralBrokers, LoseNothingAndAnswerRightlyWhileOneAfterTheOtherIsKilled) {
    if (!postgres_is_installed()) return;
    PostgresServer server(PostgresServer::Durability::none);  // it is not what fails here
    Brokers brokers(server.url());
    Sender first(brokers, 1);
    const auto environment = create_environment(first);
    std::vector<BusyClient> clients;
    for (int i = 0; i < kClients; ++i) {
        const std::string letter(1, static_cast<char>('a' + i));
        clients.emplace_back("consumer-" + letter, "provider-" + letter, environment);
    }

    Stop stop;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        threads.emplace_back([&, i] {
            Sender send(brokers, 100 + i);
            const auto through = [&](const http::Request& request) { return send(request); };
            for (int n = 0; !stop.is_set(); ++n) {
                if (!clients[i].add_version(through, std::to_string(n)) ||
                    !clients[i].ask_about_deployment(through)) {
                    stop.now();
                }
            }
        });
    }
    SeededRandom random(20211);
    int kills = 0;
    while (kills < TALLY_BROKER_KILLS && !stop.within(std::chrono::seconds(1))) {
        try {
            brokers.kill_one(static_cast<std::size_t>(random.between(0, kBrokers - 1)));
        } catch (const std::runtime_error& error) {
            ADD_FAILURE() << "a broker did not come back: " << error.what();
            break;
        }
        ++kills;
    }
    stop.now();
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(kills, TALLY_BROKER_KILLS);

    const FakeClock clock;
    auto database = storage::open_database(server.url(), clock);
    ASSERT_TRUE(database) << database.error().text();
    std::size_t acknowledged = 0;
    (*database)->read([&](storage::Transaction& transaction) {
        for (const auto& client : clients) {
            client.expect_everything_kept(transaction);
            acknowledged += client.acknowledged();
        }
    });
    EXPECT_EQ(find_damage(**database), "");
    const auto [maintained, rebuilt] = compare_with_rebuild(**database);
    EXPECT_EQ(maintained, rebuilt);
    RecordProperty("acknowledged", static_cast<int>(acknowledged));
}

}  // namespace

}  // namespace tally::testing_support
