#include "support/fake_clock.h"

namespace tally::testing_support {

using namespace std::chrono;

Time FakeClock::now() const {
    constexpr Time kStart = sys_days(2021y / September / 1) + 7min + 21s;
    return kStart + microseconds(elapsed_.load());
}

steady_clock::time_point FakeClock::steady() const {
    return steady_clock::time_point(microseconds(elapsed_.load()));
}

}  // namespace tally::testing_support
