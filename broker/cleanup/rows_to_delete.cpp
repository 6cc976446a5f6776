#include "cleanup/rows_to_delete.h"

#include <algorithm>

namespace tally::cleanup {

Rows& Rows::operator+=(const Rows& other) {
    versions += other.versions;
    publications += other.publications;
    contents += other.contents;
    results += other.results;
    deliveries += other.deliveries;
    attempts += other.attempts;
    branches += other.branches;
    return *this;
}

Removal remove_rows(storage::Database& database, const Clock& clock, const RowsToDelete& rows,
                    std::int64_t limit, const Pause& pause) {
    Removal all;
    std::int64_t after = 0;
    for (std::int64_t left = limit; left > 0;) {
        std::vector<std::int64_t> ids;
        database.read([&](storage::Transaction& transaction) {
            ids = rows.list(transaction, after, std::min(rows.most_at_once, left));
        });
        if (ids.empty()) return all;
        const auto start = clock.steady();
        Rows removed;
        std::int64_t count = 0;
        database.write([&](storage::Transaction& transaction) {
            removed = {};
            count = 0;
            for (const auto id : ids) {
                const auto gone = rows.remove(transaction, id);
                if (!gone) continue;
                removed += *gone;
                ++count;
            }
            return count > 0;
        });
        all.rows += removed;
        left -= count;
        after = ids.back();
        if (!pause(clock.steady() - start)) {
            all.ended = true;
            return all;
        }
    }
    return all;
}

}  // namespace tally::cleanup
