// What this program is sending at the moment. A receiver that does not answer would otherwise keep every sender
// waiting, and with them the receivers of other webhooks.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "webhooks/triggered_store.h"

namespace tally::delivery {

class UnderWay {
  public:
    // For so many senders. One webhook may have two of them, or an eighth, so that few enough have all theirs to
    // be named in one statement.
    explicit UnderWay(unsigned senders);

    // Held while a delivery is chosen, so that nobody else chooses by the same numbers. The others are called
    // with it held, except end().
    std::unique_lock<std::mutex> choosing() { return std::unique_lock(mutex_); }
    webhooks::BusyWebhooks busy() const;
    void begin(std::int64_t webhook_id) { ++counts_[webhook_id]; }
    void end(std::int64_t webhook_id);

  private:
    const unsigned most_;
    std::mutex mutex_;
    std::map<std::int64_t, unsigned> counts_;
};

}  // namespace tally::delivery
