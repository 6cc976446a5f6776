// The threads that send webhooks: woken, at start, when the database is broken for a while, and stopped.
#include "api/broker_fixture.h"
#include "delivery/delivery_worker.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tally::testing_support {

namespace {

using namespace std::chrono_literals;

// Lets tests wait for what the threads send, and hold them while they send.
class SharedReceiver final : public http::Client {
  public:
    Result<http::Response> send(const std::string&, const http::Request&, const http::Limits&) override {
        std::unique_lock lock(mutex_);
        ++sent_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !holding_; });
        ++answered_;
        return http::Response{};
    }
    void hold(bool holding) {
        const std::lock_guard lock(mutex_);
        holding_ = holding;
        changed_.notify_all();
    }
    bool wait_for(int sent) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 60s, [&] { return sent_ >= sent; });
    }
    int answered() {
        const std::lock_guard lock(mutex_);
        return answered_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool holding_ = false;
    int sent_ = 0;
    int answered_ = 0;
};

// A database that cannot be read for the first times.
class SickDatabase final : public storage::Database {
  public:
    SickDatabase(storage::Database& well, int times) : well_(well), times_(times) {}
    const storage::Dialect& dialect() const override { return well_.dialect(); }
    void read(const std::function<void(storage::Transaction&)>& work) override {
        if (times_-- > 0) throw storage::StorageError("no space left on the disk");
        well_.read(work);
    }
    void write(const std::function<bool(storage::Transaction&)>& work) override { well_.write(work); }
    std::unique_ptr<storage::Hold> try_hold(std::string_view name) override { return well_.try_hold(name); }

  private:
    storage::Database& well_;
    std::atomic<int> times_;
};

class WebhookWorker : public BrokerTest {
  protected:
    WebhookWorker() {
        post("/webhooks", R"({"events":[{"name":"contract_published"}],)"
                          R"("request":{"method":"POST","url":"https://ci.example"}})");
    }
    // The clock of the test stands still, so nothing but a call wakes a worker that ticks so seldom.
    static constexpr auto kNever = 10min;

    SharedReceiver shared_;
};

TEST_F(WebhookWorker, TakesUpAtStartWhatIsWaiting) {
    publish("Foo", "1", "Bar");
    delivery::DeliveryWorker worker(*database_, shared_, webhook_settings_, clock_, 2, kNever);
    EXPECT_TRUE(shared_.wait_for(1));
}

TEST_F(WebhookWorker, IsWokenByACall) {
    delivery::DeliveryWorker worker(*database_, shared_, webhook_settings_, clock_, 2, kNever);
    for (int i = 1; i <= 20; ++i) {
        publish("Foo", std::to_string(i), "Bar");
        worker.wake();
        ASSERT_TRUE(shared_.wait_for(i)) << i;
    }
}

TEST_F(WebhookWorker, LooksByItselfToo) {
    delivery::DeliveryWorker worker(*database_, shared_, webhook_settings_, clock_, 1, 1ms);
    publish("Foo", "1", "Bar");
    EXPECT_TRUE(shared_.wait_for(1));
}

TEST_F(WebhookWorker, FinishesWhatIsUnderWayWhenItIsStopped) {
    publish("Foo", "1", "Bar");
    publish("Foo", "2", "Bar");
    shared_.hold(true);
    delivery::DeliveryWorker worker(*database_, shared_, webhook_settings_, clock_, 1, kNever);
    ASSERT_TRUE(shared_.wait_for(1));
    std::thread stopping([&worker] { worker.stop(); });
    shared_.hold(false);
    stopping.join();
    EXPECT_GE(shared_.answered(), 1);
    worker.stop();
    const auto state = [this](const char* version) {
        return get("/pacts/provider/Bar/consumer/Foo/version/" + std::string(version) + "/triggered-webhooks")
            .text("_embedded.triggeredWebhooks[0].status");
    };
    EXPECT_EQ(state("1"), "success");
    EXPECT_EQ(state("2"), shared_.answered() == 2 ? "success" : "not_run") << "it waits for the next start";
}

TEST_F(WebhookWorker, GoesOnWhenTheDatabaseIsWellAgain) {
    publish("Foo", "1", "Bar");
    SickDatabase sick(*database_, 3);
    delivery::DeliveryWorker worker(sick, shared_, webhook_settings_, clock_, 1, 1ms);
    EXPECT_TRUE(shared_.wait_for(1));
}

TEST_F(WebhookWorker, WithoutThreadsSendsNothingAndStops) {
    publish("Foo", "1", "Bar");
    delivery::DeliveryWorker worker(*database_, shared_, webhook_settings_, clock_, 0, 1ms);
    worker.wake();
    worker.stop();
    EXPECT_EQ(shared_.answered(), 0);
}

}  // namespace

}  // namespace tally::testing_support
