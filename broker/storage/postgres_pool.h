// Connections to one PostgreSQL database: made when needed, kept, replaced when they broke.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/postgres_connection.h"

namespace tally::storage {

// That a server cannot be reached, as those know who try. May be used from several threads.
class Outage {
  public:
    // Returns when it began, which is at `since` unless it was known already.
    std::chrono::steady_clock::time_point goes_on(std::chrono::steady_clock::time_point since);
    void is_over() { began_ = 0; }
    // Whether it has gone on for so long.
    bool is_longer_than(std::chrono::milliseconds span) const;

    // In a long one a single thread at a time tries to connect, since a server behind a dead network says nothing
    // for many seconds. True for the one that has to call finish_trying().
    bool begin_trying() { return !is_tried_.exchange(true); }
    void finish_trying() { is_tried_ = false; }

  private:
    std::atomic<std::chrono::steady_clock::rep> began_ = 0;
    std::atomic<bool> is_tried_ = false;
};

class PostgresPool {
  public:
    // `outage` has to outlive it.
    PostgresPool(const Libpq& libpq, PostgresUrl url, Outage& outage)
        : libpq_(libpq), url_(std::move(url)), outage_(outage) {}

    // A connection outside a transaction; waits for one while as many as the URL allows are in use. Throws
    // StorageError.
    std::unique_ptr<PostgresConnection> take();
    // Closes it instead of keeping it when it broke or is still in a transaction.
    void give_back(std::unique_ptr<PostgresConnection> connection) noexcept;
    // After one was found broken the others are likely to be so too: the server was started again.
    void close_idle() noexcept;

  private:
    const Libpq& libpq_;
    const PostgresUrl url_;
    Outage& outage_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::size_t in_use_ = 0;
};

// Tries again while the server cannot be reached or is starting, until the outage is as old as `patience` says. Who
// comes later tries once, if nobody else does: nobody gains by waiting for what others have waited for in vain.
std::unique_ptr<PostgresConnection> connect_patiently(const Libpq& libpq, const PostgresUrl& url, Outage& outage,
                                                      std::chrono::milliseconds patience);

// How long a request waits for a server that went away, before it is answered with an error.
constexpr std::chrono::seconds kPatienceOfRequests{3};

}  // namespace tally::storage
