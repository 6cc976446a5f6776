#include "support/process_end.h"

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace tally::testing_support {

ProcessEnd::ProcessEnd(int process) : descriptor_(static_cast<int>(::syscall(SYS_pidfd_open, process, 0))) {
    if (descriptor_ < 0 && errno != ESRCH) throw std::runtime_error("pidfd_open failed");
}

ProcessEnd::~ProcessEnd() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

ProcessEnd::ProcessEnd(ProcessEnd&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

bool ProcessEnd::comes_before(std::chrono::steady_clock::time_point deadline) const {
    if (descriptor_ < 0) return true;
    pollfd ended{descriptor_, POLLIN, 0};
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        const int count = ::poll(&ended, 1, static_cast<int>(std::max<std::int64_t>(0, left.count())));
        if (count > 0 || left.count() <= 0) return count > 0;
    }
}

}  // namespace tally::testing_support
