#include "delivery/under_way.h"

#include <algorithm>

namespace tally::delivery {

namespace {

constexpr unsigned kNamed = std::tuple_size_v<webhooks::BusyWebhooks>;

}  // namespace

UnderWay::UnderWay(unsigned senders) : most_(std::max(2u, (senders + kNamed - 1) / kNamed)) {}

webhooks::BusyWebhooks UnderWay::busy() const {
    webhooks::BusyWebhooks busy{};
    auto next = busy.begin();
    for (const auto& [id, count] : counts_) {
        if (count >= most_ && next != busy.end()) *next++ = id;
    }
    return busy;
}

void UnderWay::end(std::int64_t webhook_id) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(webhook_id);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace tally::delivery
