// Rows of one kind that are to go, and how they go: a few in each transaction, so that a broker over the same
// database goes on answering and writing in between.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "storage/database.h"

namespace tally::cleanup {

// How many rows of which table.
struct Rows {
    std::int64_t versions = 0;
    std::int64_t publications = 0;
    std::int64_t contents = 0;
    std::int64_t results = 0;
    std::int64_t deliveries = 0;
    std::int64_t attempts = 0;  // of deliveries
    std::int64_t branches = 0;
    Rows& operator+=(const Rows& other);
    bool operator==(const Rows&) const = default;
};

struct RowsToDelete {
    // The ids of at most so many with a greater id than `after`, in their order.
    std::function<std::vector<std::int64_t>(storage::Transaction&, std::int64_t after, std::int64_t most)>
        list;
    // What was deleted; nothing when the row is to stay after all, because something has changed since it was
    // listed. May be called again for the same row, in another attempt at the same transaction.
    std::function<std::optional<Rows>(storage::Transaction&, std::int64_t id)> remove;
    std::int64_t most_at_once = 100;
};

// For `list`: goes through a table in pages, so that no statement looks through all of it. `ids` are of all
// its rows, with a greater one than $1, in their order, $2 at most; `chosen` of those that are to go, greater
// than $1 and not greater than $2, in their order, with `parameters` from $3 on.
std::vector<std::int64_t> list_in_pages(storage::Transaction& transaction, std::string_view ids,
                                        std::string_view chosen, const storage::Parameters& parameters,
                                        std::int64_t after, std::int64_t most);

// Called after each transaction, with how long it took; may wait as long to leave the database to others.
// False ends the clean-up there.
using Pause = std::function<bool(std::chrono::steady_clock::duration)>;

struct Removal {
    Rows rows;
    bool ended = false;  // by the pause
};

// At most `limit` of them.
Removal remove_rows(storage::Database& database, const Clock& clock, const RowsToDelete& rows,
                    std::int64_t limit, const Pause& pause);

}  // namespace tally::cleanup
