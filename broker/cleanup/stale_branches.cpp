#include "cleanup/stale_branches.h"

#include <algorithm>
#include <memory>

#include "cleanup/cut_off.h"
#include "versions/branch_store.h"

namespace tally::cleanup {

namespace {

constexpr std::int64_t kPage = 500;

#define TALLY_SELECT_BRANCH                                                                                  \
    "SELECT b.id, b.name, b.updated_at, CASE WHEN p.main_branch = b.name THEN 1 ELSE 0 END FROM branches b " \
    "JOIN pacticipants p ON p.id = b.pacticipant_id "

}  // namespace

StaleBranches::StaleBranches(const KeepBranchSelectors& selectors, Time now) : selectors_(selectors) {
    for (const auto& selector : selectors_) {
        since_.push_back(selector.max_age ? start_of_day(now, *selector.max_age) : "");
    }
}

bool StaleBranches::keeps(const storage::Row& row) const {
    if (row.flag(3)) return true;
    for (std::size_t i = 0; i < selectors_.size(); ++i) {
        const auto& names = selectors_[i].branches;
        if (std::find(names.begin(), names.end(), row.text(1)) != names.end()) return true;
        if (!since_[i].empty() && row.text(2) >= since_[i]) return true;
    }
    return selectors_.empty();
}

std::vector<std::int64_t> StaleBranches::list(storage::Transaction& transaction, std::int64_t after,
                                              std::int64_t most) const {
    std::vector<std::int64_t> all;
    if (selectors_.empty() || most < 1) return all;
    while (true) {
        const auto rows =
            transaction.query(TALLY_SELECT_BRANCH "WHERE b.id > $1 ORDER BY b.id LIMIT $2", {after, kPage});
        if (rows.empty()) return all;
        for (const auto& row : rows) {
            if (keeps(row)) continue;
            all.push_back(row.integer(0));
            if (static_cast<std::int64_t>(all.size()) == most) return all;
        }
        after = rows.back().integer(0);
    }
}

bool StaleBranches::is_stale(storage::Transaction& transaction, std::int64_t id) const {
    const auto row = transaction.first(TALLY_SELECT_BRANCH "WHERE b.id = $1", {id});
    return row && !keeps(*row);
}

RowsToDelete stale_branches(const KeepBranchSelectors& selectors, Time now) {
    const auto stale = std::make_shared<const StaleBranches>(selectors, now);
    return {
        [stale](storage::Transaction& transaction, std::int64_t after, std::int64_t most) {
            return stale->list(transaction, after, most);
        },
        [stale](storage::Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!stale->is_stale(transaction, id)) return std::nullopt;
            versions::delete_branch(transaction, id);
            return Rows{.branches = 1};
        },
    };
}

}  // namespace tally::cleanup
