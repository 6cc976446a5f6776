// The broker is killed while several clients publish: whatever it acknowledged has to be there afterwards.
#include <gtest/gtest.h>
#include <signal.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/json.h"
#include "base/random.h"
#include "contracts/content.h"
#include "contracts/contract_store.h"
#include "http/httplib_client.h"
#include "storage/open_database.h"
#include "support/fake_clock.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

namespace {

constexpr int kPublishers = 4;

struct Published {
    std::string consumer;
    std::string version;
    contracts::Content content;  // as a broker in this process would store it
};

// Each one is different, so that none can be there for another's sake.
std::string contract_text(const std::string& consumer, const std::string& version, std::size_t interactions) {
    std::string text = "{\"consumer\": {\"name\": \"" + consumer + "\"},\n \"interactions\": [";
    for (std::size_t i = 0; i < interactions; ++i) {
        text += (i == 0 ? "" : ",") + std::string("\n  {\"description\": \"") + version + "/" +
                std::to_string(i) + "\", \"request\": {\"method\": \"GET\", \"path\": \"/" +
                std::to_string(i) +
                "\"}, \"response\": {\"status\": 200, \"body\": {\"price\": 1.10, \"n\": "
                "12345678901234567890123}}}";
    }
    return text + "],\n \"provider\": {\"name\": \"catalogue\"}}\n";
}

// Publishes from several connections until the broker is gone.
class Publishers {
  public:
    Publishers(std::string url, std::string round) : url_(std::move(url)), round_(std::move(round)) {
        for (int i = 0; i < kPublishers; ++i) threads_.emplace_back([this, i] { publish(i); });
    }

    // False when they gave up before.
    bool wait_for(std::size_t acknowledged) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return acknowledged_.size() >= acknowledged || running_ == 0; });
        return acknowledged_.size() >= acknowledged;
    }

    std::vector<Published> join() {
        for (auto& thread : threads_) thread.join();
        return acknowledged_;
    }

  private:
    void publish(int index) {
        const auto client = http::http_client({});
        const std::string consumer = "consumer-" + std::string(1, static_cast<char>('a' + index));
        for (int i = 0;; ++i) {
            Published one{consumer, round_ + "." + std::to_string(i), {}};
            const auto text = contract_text(one.consumer, one.version, 60);
            one.content = contracts::prepare_content(text, *json::parse(text));
            const http::Request request{
                "PUT",
                "/pacts/provider/catalogue/consumer/" + one.consumer + "/version/" + one.version,
                {{"Content-Type", "application/json"}},
                text,
                {}};
            const auto response = client->send(url_, request, {});
            const std::lock_guard lock(mutex_);
            if (!response || response->status != 201) {
                if (response) ADD_FAILURE() << response->status << " " << response->body;
                --running_;
                changed_.notify_all();
                return;
            }
            acknowledged_.push_back(std::move(one));
            changed_.notify_all();
        }
    }

    const std::string url_;
    const std::string round_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Published> acknowledged_;
    int running_ = kPublishers;
    std::vector<std::thread> threads_;
};

void expect_stored(storage::Transaction& transaction, const Published& one) {
    const auto contract = contracts::find_contract(transaction, one.consumer, "catalogue", one.version);
    ASSERT_TRUE(contract) << one.consumer << " " << one.version << " was acknowledged and is gone";
    ASSERT_EQ(contract->sha, one.content.sha);
    ASSERT_EQ(contracts::stored_text(transaction, contract->content_id), one.content.stored);
}

TEST(KilledBroker, LosesNothingThatItAcknowledged) {
    const TemporaryFolder folder;
    const auto file = (folder / "broker.sqlite").string();
    SeededRandom random(20211);
    const FakeClock clock;
    std::vector<Published> all;
    for (int round = 1; round <= TALLY_KILL_ROUNDS; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        RunningProgram program({.arguments = {"contract-broker", "--port", "0", "--database", file}});
        Publishers publishers(listening_url(program), std::to_string(round));
        ASSERT_TRUE(publishers.wait_for(static_cast<std::size_t>(random.between(1, 40))));
        program.kill(SIGKILL);
        program.wait();
        for (auto& one : publishers.join()) all.push_back(std::move(one));

        auto database = storage::open_database(file, clock);
        ASSERT_TRUE(database) << database.error().text();
        (*database)->read([&](storage::Transaction& transaction) {
            for (const auto& one : all) expect_stored(transaction, one);
            EXPECT_EQ(transaction.query("PRAGMA integrity_check").front().text(0), "ok");
            EXPECT_EQ(transaction.query("PRAGMA foreign_key_check").size(), 0u);
        });
        if (HasFatalFailure()) return;
    }
    RecordProperty("acknowledged", static_cast<int>(all.size()));
}

}  // namespace

}  // namespace tally::testing_support
