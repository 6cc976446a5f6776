// The machine below the broker fails while several clients publish, verify, tag, deploy and delete: whatever
// the broker acknowledged has to be there afterwards. With SQLite that is the broker itself, with PostgreSQL
// the server.
#include <gtest/gtest.h>
#include <signal.h>

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
#include "support/temporary_folder.h"

namespace tally::testing_support {

namespace {

constexpr int kClients = 4;

std::string create_environment(const std::string& url) {
    const auto response = http::http_client({})->send(url,
                                                      {"POST",
                                                       "/environments",
                                                       {{"Content-Type", "application/json"}},
                                                       R"({"name":"production","production":true})",
                                                       {}},
                                                      {});
    EXPECT_TRUE(response && response->status == 201);
    const auto document = response ? json::parse(response->body) : json::Value();
    return document && document->find("uuid") != nullptr ? *document->find("uuid")->string() : "";
}

// Clients that work at once until they are stopped or an answer stays away.
class Clients {
  public:
    explicit Clients(const std::string& environment) {
        for (int i = 0; i < kClients; ++i) {
            clients_.emplace_back("consumer-" + std::string(1, static_cast<char>('a' + i)), "catalogue",
                                  environment);
        }
    }

    void start(const std::string& url, const std::string& round) {
        running_ = kClients;
        stopped_ = false;
        done_ = 0;
        for (auto& client : clients_) {
            threads_.emplace_back([this, &client, url, round] {
                const auto http_client = http::http_client({});
                const auto send = [&](const http::Request& request) -> std::optional<http::Response> {
                    auto response = http_client->send(url, request, {.deadline = std::chrono::seconds(20)});
                    if (!response || response->status >= 500) return std::nullopt;
                    note([&] { ++done_; });
                    return std::move(*response);
                };
                for (int i = 0; !stopped() && client.add_version(send, round + "." + std::to_string(i));
                     ++i) {
                }
                note([&] { --running_; });
            });
        }
    }

    // False when they gave up before.
    bool wait_for(int requests) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return done_ >= requests || running_ == 0; });
        return done_ >= requests;
    }

    void stop() {
        note([&] { stopped_ = true; });
        for (auto& thread : threads_) thread.join();
        threads_.clear();
    }

    // Of the newest after each round, or the rounds would take longer and longer.
    void expect_newest_kept(storage::Database& database) const {
        database.read([&](storage::Transaction& transaction) {
            for (const auto& client : clients_) client.expect_newest_kept(transaction, 20);
        });
    }
    void expect_everything_kept(const std::string& location) const {
        const FakeClock clock;
        const auto database = storage::open_database(location, clock);
        ASSERT_TRUE(database) << database.error().text();
        (*database)->read([&](storage::Transaction& transaction) {
            for (const auto& client : clients_) client.expect_everything_kept(transaction);
        });
    }

    int acknowledged() const {
        std::size_t all = 0;
        for (const auto& client : clients_) all += client.acknowledged();
        return static_cast<int>(all);
    }

  private:
    template <class Change>
    void note(Change change) {
        const std::lock_guard lock(mutex_);
        change();
        changed_.notify_all();
    }
    bool stopped() {
        const std::lock_guard lock(mutex_);
        return stopped_;
    }

    std::vector<BusyClient> clients_;
    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int done_ = 0;
    int running_ = 0;
    bool stopped_ = false;
};

class Killed : public testing::Test {
  protected:
    void check(const Clients& clients, const std::string& location) {
        auto database = storage::open_database(location, clock_);
        ASSERT_TRUE(database) << database.error().text();
        clients.expect_newest_kept(**database);
        EXPECT_EQ(find_damage(**database), "");
        const auto [maintained, rebuilt] = compare_with_rebuild(**database);
        EXPECT_EQ(maintained, rebuilt);
    }
    int some_requests() { return static_cast<int>(random_.between(1, 60)); }

    SeededRandom random_{20211};
    const FakeClock clock_;
};

TEST_F(Killed, BrokerOnSqliteLosesNothingThatItAcknowledged) {
    const TemporaryFolder folder;
    const auto file = (folder / "broker.sqlite").string();
    const Command command{.arguments = {"contract-broker", "--port", "0", "--database", file}};
    std::string environment;
    {
        RunningProgram broker(command);
        environment = create_environment(listening_url(broker));
    }
    Clients clients(environment);
    for (int round = 1; round <= TALLY_KILL_ROUNDS && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        RunningProgram broker(command);
        clients.start(listening_url(broker), std::to_string(round));
        EXPECT_TRUE(clients.wait_for(some_requests()));
        broker.kill(SIGKILL);
        broker.wait();
        clients.stop();
        check(clients, file);
    }
    clients.expect_everything_kept(file);
    RecordProperty("acknowledged", clients.acknowledged());
}

// The broker is the same in all rounds: it has to find the server again.
TEST_F(Killed, PostgresServerLosesNothingThatTheBrokerAcknowledged) {
    if (!postgres_is_installed()) return;
    PostgresServer server(PostgresServer::Durability::full);
    RunningProgram broker(
        {.arguments = {"contract-broker", "--port", "0", "--database", server.url(), "--log-level", "none"}});
    const auto url = listening_url(broker);
    Clients clients(create_environment(url));
    for (int round = 1; round <= TALLY_KILL_ROUNDS && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        clients.start(url, std::to_string(round));
        EXPECT_TRUE(clients.wait_for(some_requests()));
        server.kill();
        server.start();
        clients.stop();
        check(clients, server.url());
    }
    clients.expect_everything_kept(server.url());
    RecordProperty("acknowledged", clients.acknowledged());
}

}  // namespace

}  // namespace tally::testing_support
