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

std::vector<std::int64_t> list_in_pages(storage::Transaction& transaction, std::string_view ids,
                                        std::string_view chosen, const storage::Parameters& parameters,
                                        std::int64_t after, std::int64_t most) {
    constexpr std::int64_t kPage = 500;
    std::vector<std::int64_t> all;
    if (most < 1) return all;
    for (auto page = transaction.query(ids, {after, kPage}); !page.empty();
         page = transaction.query(ids, {after, kPage})) {
        storage::Parameters bounds{after, page.back().integer(0)};
        bounds.insert(bounds.end(), parameters.begin(), parameters.end());
        for (const auto& row : transaction.query(chosen, bounds)) {
            all.push_back(row.integer(0));
            if (static_cast<std::int64_t>(all.size()) == most) return all;
        }
        after = page.back().integer(0);
    }
    return all;
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
