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

class Trying {
  public:
    explicit Trying(Outage& outage) : outage_(outage) {}
    ~Trying() { outage_.finish_trying(); }
    Trying(const Trying&) = delete;
    Trying& operator=(const Trying&) = delete;

  private:
    Outage& outage_;
};

std::unique_ptr<PostgresConnection> connect_once(const Libpq& libpq, const PostgresUrl& url, Outage& outage) {
    auto connection = std::make_unique<PostgresConnection>(libpq, url);
    outage.is_over();
    return connection;
}

}  // namespace

SteadyClock::time_point Outage::goes_on(SteadyClock::time_point since) {
    SteadyClock::rep none = 0;
    if (began_.compare_exchange_strong(none, since.time_since_epoch().count())) return since;
    return SteadyClock::time_point(SteadyClock::duration(none));
}

bool Outage::is_longer_than(std::chrono::milliseconds span) const {
    const SteadyClock::rep began = began_;
    return began != 0 && SteadyClock::now() > SteadyClock::time_point(SteadyClock::duration(began)) + span;
}

std::unique_ptr<PostgresConnection> PostgresPool::take() {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, kLongestWaitForConnection,
                                        [&] { return !idle_.empty() || in_use_ < url_.pool; });
    if (!came) {
        throw StorageError("PostgreSQL: all " + std::to_string(url_.pool) +
                           " connections are in use; raise pool=N in the URL",
                           StorageError::Kind::away);
    }
    ++in_use_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    lock.unlock();
    try {
        return connect_patiently(libpq_, url_, outage_, kPatienceOfRequests);
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

std::unique_ptr<PostgresConnection> connect_patiently(const Libpq& libpq, const PostgresUrl& url, Outage& outage,
                                                      std::chrono::milliseconds patience) {
    if (outage.is_longer_than(patience)) {
        if (!outage.begin_trying())
            throw PostgresError("the server still cannot be reached", PostgresError::Again::no, StorageError::Kind::away);
        const Trying trying(outage);
        return connect_once(libpq, url, outage);
    }
    bool has_complained = false;
    for (auto pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
        const auto tried_at = SteadyClock::now();
        try {
            return connect_once(libpq, url, outage);
        } catch (const PostgresError& error) {
            if (!error.may_run_again() || SteadyClock::now() + pause > outage.goes_on(tried_at) + patience) throw;
            if (!has_complained) log::warn("waiting for " + url.masked + ": " + error.what());
            has_complained = true;
        }
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace tally::storage
