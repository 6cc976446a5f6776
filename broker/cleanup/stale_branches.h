// Branches that nobody has worked on for long. Main branches are never among them.
#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "cleanup/keep_branch_selector.h"
#include "cleanup/rows_to_delete.h"
#include "storage/database.h"

namespace tally::cleanup {

class StaleBranches {
  public:
    StaleBranches(const KeepBranchSelectors& selectors, Time now);

    // The ids of at most so many with a greater id than `after`, in their order.
    std::vector<std::int64_t> list(storage::Transaction& transaction, std::int64_t after,
                                   std::int64_t most) const;
    bool is_stale(storage::Transaction& transaction, std::int64_t id) const;

  private:
    bool keeps(const storage::Row& row) const;

    const KeepBranchSelectors selectors_;
    std::vector<std::string> since_;  // of each selector; "" where it has no age
};

// Their versions stay. Whether a branch is stale is asked again in the transaction that deletes it.
RowsToDelete stale_branches(const KeepBranchSelectors& selectors, Time now);

}  // namespace tally::cleanup
