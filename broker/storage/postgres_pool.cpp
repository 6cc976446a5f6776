#include "storage/postgres_pool.h"

#include <algorithm>
#include <thread>

#include "base/log.h"

namespace tally::storage {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongestWaitForConnection{15};
constexpr std::chrono::milliseconds kFirstPause{20};
constexpr std::chrono::milliseconds kLongestPause{500};

}  // namespace

std::unique_ptr<PostgresConnection> PostgresPool::take() {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, kLongestWaitForConnection,
                                        [&] { return !idle_.empty() || in_use_ < url_.pool; });
    if (!came) {
        throw StorageError("PostgreSQL: all " + std::to_string(url_.pool) +
                           " connections are in use; raise pool=N in the URL");
    }
    ++in_use_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    lock.unlock();
    try {
        return connect_patiently(libpq_, url_, kPatienceOfRequests);
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) noexcept {
    if (connection && (connection->is_broken() || !connection->is_idle())) connection.reset();
    {
        const std::lock_guard lock(mutex_);
        --in_use_;
        if (connection) idle_.push_back(std::move(connection));
    }
    changed_.notify_one();
}

void PostgresPool::close_idle() noexcept {
    std::vector<std::unique_ptr<PostgresConnection>> closed;
    const std::lock_guard lock(mutex_);
    closed.swap(idle_);
}

std::unique_ptr<PostgresConnection> connect_patiently(const Libpq& libpq, const PostgresUrl& url,
                                                      std::chrono::milliseconds patience) {
    const auto deadline = SteadyClock::now() + patience;
    bool has_complained = false;
    for (auto pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
        try {
            return std::make_unique<PostgresConnection>(libpq, url);
        } catch (const PostgresError& error) {
            if (!error.may_run_again() || SteadyClock::now() + pause > deadline) throw;
            if (!has_complained) log::warn("waiting for " + url.masked + ": " + error.what());
            has_complained = true;
        }
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace tally::storage
