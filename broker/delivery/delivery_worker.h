// Threads that send webhooks while the broker runs.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "delivery/deliver.h"

namespace tally::delivery {

class DeliveryWorker {
  public:
    // The first four have to outlive it; `client` must refuse addresses by webhooks::refusal. Takes up at once
    // what is due, from before a restart too. `tick` is how long at most a delivery waits that became due by the
    // time alone or was queued by another broker.
    DeliveryWorker(storage::Database& database, http::Client& client, const WebhookSettings& settings,
                   const Clock& clock, unsigned threads,
                   std::chrono::milliseconds tick = std::chrono::seconds(1));
    ~DeliveryWorker() { stop(); }
    DeliveryWorker(const DeliveryWorker&) = delete;
    DeliveryWorker& operator=(const DeliveryWorker&) = delete;

    // Says that a delivery was queued. May be called from any thread.
    void wake();
    // Waits for the attempts that are under way, at most one time-out long, and begins no other.
    void stop();

  private:
    void run();
    bool deliver_one();
    void say(const std::string& trouble);

    UnderWay under_way_;
    const Workplace place_;
    const std::chrono::milliseconds tick_;
    std::mutex mutex_;
    std::condition_variable changed_;
    unsigned woken_ = 0;  // how many threads are to look at once
    bool stopping_ = false;
    std::string trouble_;  // what was said last about why nothing can be delivered
    std::vector<std::thread> threads_;
};

}  // namespace tally::delivery
