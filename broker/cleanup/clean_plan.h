// What a clean-up is to do, as an operator has settled it.
#pragma once

#include <cstdint>
#include <optional>

#include "cleanup/keep_branch_selector.h"
#include "cleanup/keep_selector.h"

namespace tally::cleanup {

struct CleanPlan {
    KeepSelectors keep = with_what_is_in_environments(default_keep_selectors());
    KeepBranchSelectors keep_branches = default_keep_branch_selectors();
    std::int64_t limit = 1000;  // how many of each kind one run deletes
    // How many days overwritten contracts, superseded results and older deliveries of webhooks stay.
    int overwritten_max_age = 7;
};

}  // namespace tally::cleanup
