// Connections to one PostgreSQL database: made when needed, kept, replaced when they broke.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/postgres_connection.h"

namespace tally::storage {

class PostgresPool {
  public:
    PostgresPool(const Libpq& libpq, PostgresUrl url) : libpq_(libpq), url_(std::move(url)) {}

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
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::size_t in_use_ = 0;
};

// Tries again for as long as `patience` says while the server cannot be reached or is starting.
std::unique_ptr<PostgresConnection> connect_patiently(const Libpq& libpq, const PostgresUrl& url,
                                                      std::chrono::milliseconds patience);

// How long a request waits for a server that went away, before it is answered with an error.
constexpr std::chrono::seconds kPatienceOfRequests{3};

}  // namespace tally::storage
