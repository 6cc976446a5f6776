// Collects mismatches up to a limit. Beyond it they are only counted, and their texts never made.
#pragma once

#include <cstddef>
#include <utility>

#include "matching/mismatch.h"

namespace tally::matching {

class Differences {
  public:
    explicit Differences(std::size_t limit) : limit_(limit) {}

    // `make` returns the Mismatch; it is called only when that is kept.
    template <class Make>
    void add(Make make) {
        if (count_++ < limit_) kept_.push_back(make());
    }
    // Everything another collector kept and counted.
    void add_all(Differences other);

    bool empty() const { return count_ == 0; }
    std::size_t count() const { return count_; }
    std::size_t room() const { return count_ < limit_ ? limit_ - count_ : 0; }

    // What was kept, and when there was more one last mismatch at the root that counts it.
    Mismatches take();

  private:
    std::size_t limit_;
    std::size_t count_ = 0;
    Mismatches kept_;
};

}  // namespace tally::matching
