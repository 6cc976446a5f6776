#include "http/delayed_calls.h"

#include <utility>

namespace tally::http {

DelayedCalls::~DelayedCalls() {
    stop();
}

bool DelayedCalls::add(std::chrono::milliseconds delay, const std::function<void()>& before, Call call) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        before();
        waiting_.emplace(std::chrono::steady_clock::now() + delay, std::move(call));
        if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    }
    changed_.notify_one();
    return true;
}

void DelayedCalls::stop() {
    std::multimap<Instant, Call> given_back;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        given_back.swap(waiting_);
    }
    changed_.notify_all();
    for (const auto& [instant, call] : given_back) call(false);
    if (thread_.joinable()) thread_.join();
}

void DelayedCalls::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (waiting_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto first = waiting_.begin();
        if (std::chrono::steady_clock::now() < first->first) {
            const Instant due = first->first;
            changed_.wait_until(lock, due);
            continue;
        }
        const Call call = std::move(first->second);
        waiting_.erase(first);
        lock.unlock();
        call(true);
        lock.lock();
    }
}

}  // namespace tally::http
