#include "base/readiness.h"

#include <poll.h>

#include <algorithm>

namespace tally {

bool becomes_ready(int descriptor, Readiness readiness, std::chrono::steady_clock::time_point deadline) {
    using std::chrono::milliseconds;
    constexpr milliseconds longest = std::chrono::hours(1);  // that surely fits
    const auto events = static_cast<short>(readiness == Readiness::to_read ? POLLIN : POLLIN | POLLOUT);
    pollfd state{descriptor, events, 0};
    while (true) {
        const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
        const auto span = std::clamp(left, milliseconds(0), longest);
        // An interrupted call is made again.
        if (::poll(&state, 1, static_cast<int>(span.count())) > 0) return true;
        if (left <= milliseconds(0)) return false;
    }
}

}  // namespace tally
