// Calls that are due later, for threads that must not wait themselves.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace tally::http {

class DelayedCalls {
  public:
    // Made on a thread of its own: with true when it is due, or with false by stop().
    using Call = std::function<void(bool due)>;

    DelayedCalls() = default;
    ~DelayedCalls();  // stops
    DelayedCalls(const DelayedCalls&) = delete;
    DelayedCalls& operator=(const DelayedCalls&) = delete;

    // False after stop(). `before` runs first, while the call cannot be made yet. The thread begins with the
    // first call, so that nobody pays for it who never waits.
    bool add(std::chrono::milliseconds delay, const std::function<void()>& before, Call call);

    // Makes the calls that are not due yet, and ends the thread. Idempotent.
    void stop();

  private:
    using Instant = std::chrono::steady_clock::time_point;

    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<Instant, Call> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tally::http
