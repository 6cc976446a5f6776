#include "http/deadline_guard.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace tally::http {

DeadlineGuard::Watch::Watch(DeadlineGuard& guard, int descriptor, Deadline deadline) : guard_(guard) {
    const std::lock_guard lock(guard_.mutex_);
    entry_ = guard_.descriptors_.emplace(deadline, ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
    if (!guard_.thread_.joinable()) guard_.thread_ = std::thread([&guard] { guard.run(); });
    guard_.changed_.notify_all();
}

DeadlineGuard::Watch::~Watch() {
    const std::lock_guard lock(guard_.mutex_);
    if (entry_->second >= 0) ::close(entry_->second);
    guard_.descriptors_.erase(entry_);
}

DeadlineGuard::~DeadlineGuard() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void DeadlineGuard::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        Deadline next = Deadline::max();
        const Deadline now = std::chrono::steady_clock::now();
        for (auto& [deadline, descriptor] : descriptors_) {
            if (descriptor < 0) continue;
            if (deadline > now) {
                next = deadline;
                break;
            }
            ::shutdown(descriptor, SHUT_RDWR);
            ::close(std::exchange(descriptor, -1));
        }
        if (next == Deadline::max()) {
            changed_.wait(lock);
        } else {
            changed_.wait_until(lock, next);
        }
    }
}

}  // namespace tally::http
