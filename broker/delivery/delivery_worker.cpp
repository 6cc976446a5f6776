#include "delivery/delivery_worker.h"

#include <exception>

#include "base/log.h"

namespace tally::delivery {

DeliveryWorker::DeliveryWorker(storage::Database& database, http::Client& client, const WebhookSettings& settings,
                               const Clock& clock, unsigned threads, std::chrono::milliseconds tick)
    : under_way_(threads), place_{database, client, settings, clock, under_way_}, tick_(tick) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

void DeliveryWorker::wake() {
    {
        const std::lock_guard lock(mutex_);
        if (woken_ < threads_.size()) ++woken_;
    }
    changed_.notify_one();
}

void DeliveryWorker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

void DeliveryWorker::run() {
    while (true) {
        const bool has_delivered = deliver_one();
        std::unique_lock lock(mutex_);
        if (!has_delivered) {
            changed_.wait_for(lock, tick_, [this] { return stopping_ || woken_ > 0; });
            if (woken_ > 0) --woken_;
        }
        if (stopping_) return;
    }
}

bool DeliveryWorker::deliver_one() {
    try {
        const bool has_delivered = deliver_next(place_);
        say("");
        return has_delivered;
    } catch (const std::exception& error) {
        // What was leased is sent again when the lease has run out.
        say(error.what());
        return false;
    }
}

// Once, not every second of each thread: the log may be on the disk that is full.
void DeliveryWorker::say(const std::string& trouble) {
    const std::lock_guard lock(mutex_);
    if (trouble == trouble_) return;
    const bool is_new = trouble_.empty();
    trouble_ = trouble;
    if (trouble.empty()) {
        log::info("webhooks are delivered again");
    } else if (is_new) {
        log::error("webhooks cannot be delivered for now: " + trouble);
    }
}

}  // namespace tally::delivery
