// A clock that moves only when told to. Starts at 2021-09-01T00:07:21Z.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace tally::testing_support {

class FakeClock final : public Clock {
  public:
    Time now() const override;
    std::chrono::steady_clock::time_point steady() const override;
    void advance(std::chrono::microseconds by) { elapsed_ += by.count(); }

  private:
    std::atomic<std::int64_t> elapsed_ = 0;
};

}  // namespace tally::testing_support
