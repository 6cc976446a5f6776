// Three brokers share one PostgreSQL database under load, and every second one of them is killed: nothing that was
// acknowledged gets lost, no question about a deployment is answered wrongly by any of them, and webhooks tell of
// everything that happened, each delivery under one id, whichever brokers it took to send it.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "api/busy_client.h"
#include "api/listening_receiver.h"
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

using namespace std::chrono_literals;

constexpr int kBrokers = 3;
constexpr int kClients = 6;
// Under way at a time, of one broker and one webhook.
constexpr int kMostSenders = 2;

// Programs that take each other's place: a killed one comes back at another port.
class Brokers {
  public:
    explicit Brokers(std::string database) : database_(std::move(database)) {
        for (std::size_t i = 0; i < kBrokers; ++i) programs_.push_back(start(i));
        for (auto& program : programs_) urls_.push_back(listening_url(*program));
    }

    std::string url(std::size_t index) const {
        const std::lock_guard lock(mutex_);
        return urls_[index];
    }

    // How its webhooks name it.
    static std::string name(std::size_t index) { return "broker " + std::to_string(index); }

    void kill_one(std::size_t index) { programs_[index]->kill(SIGKILL); }
    void replace(std::size_t index) {
        programs_[index]->wait();
        programs_[index] = start(index);
        auto url = listening_url(*programs_[index]);
        const std::lock_guard lock(mutex_);
        urls_[index] = std::move(url);
    }

  private:
    std::unique_ptr<RunningProgram> start(std::size_t index) const {
        return std::make_unique<RunningProgram>(Command{
            .arguments = {"contract-broker", "--port", "0", "--database", database_, "--log-level", "error",
                          "--webhook-scheme-whitelist", "http", "--webhook-host-whitelist", "127.0.0.1",
                          "--webhook-timeout", "2", "--webhook-retry-schedule", "1 1 1 1 1 1 1 1 1 1 1 1", "--user-agent",
                          name(index)}});
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

http::Request post(std::string target, std::string body) {
    return {"POST", std::move(target), {{"Content-Type", "application/json"}}, std::move(body), {}};
}

std::string create_environment(Sender& send) {
    const auto response = send(post("/environments", R"({"name":"production","production":true})"));
    const auto document = response ? json::parse(response->body) : json::Value();
    return document && document->find("uuid") != nullptr ? *document->find("uuid")->string() : "";
}

// Its body says what happened, as BusyClient::acknowledged_events() does.
void create_webhook(Sender& send, const std::string& url) {
    const auto response =
        send(post("/webhooks", R"({"events":[{"name":"contract_content_changed"},)"
                               R"({"name":"provider_verification_published"}],"request":{"method":"POST","url":")" +
                                   url +
                                   R"(","body":"${pactbroker.eventName} ${pactbroker.consumerName} )"
                                   R"(${pactbroker.consumerVersionNumber} ${pactbroker.verificationResultUrl}"}})"));
    ASSERT_TRUE(response && response->status == 201) << (response ? response->body : "");
}

class SeveralBrokers : public testing::Test {
  protected:
    void SetUp() override {
        if (!postgres_is_installed()) return;
        server_ = std::make_unique<PostgresServer>(PostgresServer::Durability::none);  // it is not what fails here
        brokers_ = std::make_unique<Brokers>(server_->url());
    }

    // Once it is sending something that the receiver has not answered, if it is within a moment.
    void kill_and_replace(std::size_t index) {
        receiver_.hold(true);
        // At least once it has to be so, also on a busy machine.
        const std::chrono::milliseconds moment = cut_off_.empty() ? 10s : 500ms;
        if (const auto delivery = receiver_.wait_for_held(Brokers::name(index), moment)) cut_off_.insert(*delivery);
        brokers_->kill_one(index);
        receiver_.hold(false);
        ++kills_;
        brokers_->replace(index);
    }

    void load(std::vector<BusyClient>& clients) {
        Stop stop;
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            threads.emplace_back([&, i] {
                Sender send(*brokers_, 100 + i);
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
        try {
            while (kills_ < TALLY_BROKER_KILLS && !stop.within(1s)) {
                kill_and_replace(static_cast<std::size_t>(random.between(0, kBrokers - 1)));
            }
        } catch (const std::runtime_error& error) {
            ADD_FAILURE() << "a broker did not come back: " << error.what();
        }
        stop.now();
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(kills_, TALLY_BROKER_KILLS);
    }

    // What a killed broker was sending waits for the end of its lease.
    void wait_for_deliveries(storage::Database& database) {
        const auto end = std::chrono::steady_clock::now() + 120s;
        std::int64_t waiting = 1;
        while (waiting > 0 && std::chrono::steady_clock::now() < end) {
            receiver_.wait_for(receiver_.requests().size() + 1, 200ms);
            waiting = count(database, "triggered_webhooks WHERE next_attempt_at IS NOT NULL");
        }
        EXPECT_EQ(waiting, 0) << "deliveries are still waiting";
        EXPECT_EQ(count(database, "triggered_webhooks WHERE status <> 'success'"), 0);
    }

    void check_deliveries(storage::Database& database, const std::vector<BusyClient>& clients) {
        std::map<std::string, std::set<std::string>> ids;  // by what happened
        for (const auto& request : receiver_.requests()) {
            ids[ListeningReceiver::body(request)].insert(ListeningReceiver::header(request, "webhook-id"));
        }
        const auto times = receiver_.deliveries();
        EXPECT_EQ(ids.size(), times.size()) << "things that happened, and ids";
        for (const auto& [event, known] : ids) EXPECT_EQ(known.size(), 1u) << event;
        for (const auto& client : clients) {
            for (const auto& event : client.acknowledged_events()) {
                const auto found = ids.find(event);
                if (found == ids.end()) {
                    ADD_FAILURE() << "nobody was told of " << event;
                } else if (const auto& id = *found->second.begin(); cut_off_.count(id) != 0) {
                    EXPECT_GE(times.at(id), 2) << event << " was not sent again";
                }
            }
        }
        // Only what was cut off, or was not answered in time, comes again.
        const auto again = receiver_.requests().size() - times.size();
        const auto failed = static_cast<std::size_t>(count(database, "webhook_executions WHERE success = 0"));
        EXPECT_LE(again, static_cast<std::size_t>(kills_ * kMostSenders) + failed);
        EXPECT_FALSE(cut_off_.empty()) << "no broker was killed while it sent something";
        RecordProperty("deliveries", static_cast<int>(times.size()));
        RecordProperty("sent_again", static_cast<int>(again));
    }

    static std::int64_t count(storage::Database& database, const std::string& rows) {
        std::int64_t number = 0;
        database.read([&](storage::Transaction& transaction) {
            number = transaction.first("SELECT COUNT(*) FROM " + rows)->integer(0);
        });
        return number;
    }

    std::unique_ptr<PostgresServer> server_;
    std::unique_ptr<Brokers> brokers_;
    ListeningReceiver receiver_;
    std::set<std::string> cut_off_;  // deliveries that a broker was sending when it was killed
    int kills_ = 0;
};

TEST_F(SeveralBrokers, LoseNothingAndAnswerRightlyWhileOneAfterTheOtherIsKilled) {
    if (!server_) return;
    Sender first(*brokers_, 1);
    const auto environment = create_environment(first);
    create_webhook(first, receiver_.url());
    std::vector<BusyClient> clients;
    for (int i = 0; i < kClients; ++i) {
        const std::string letter(1, static_cast<char>('a' + i));
        clients.emplace_back("consumer-" + letter, "provider-" + letter, environment);
    }
    load(clients);

    const FakeClock clock;
    auto database = storage::open_database(server_->url(), clock);
    ASSERT_TRUE(database) << database.error().text();
    wait_for_deliveries(**database);
    check_deliveries(**database, clients);
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
