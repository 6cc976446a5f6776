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
        return deliver_next(place_);
    } catch (const std::exception& error) {
        // What was leased is sent again when the lease has run out.
        log::error(std::string("webhooks could not be delivered for now: ") + error.what());
        return false;
    }
}

}  // namespace tally::delivery
