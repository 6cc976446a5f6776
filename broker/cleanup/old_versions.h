// Versions that no selector keeps, oldest first.
#pragma once

#include "base/clock.h"
#include "cleanup/keep_selector.h"
#include "cleanup/rows_to_delete.h"

namespace tally::cleanup {

// Whether a version is kept is asked again in the transaction that deletes it: what was deployed, tagged or
// put on a branch in the meantime stays. Contracts, results, deliveries of webhooks and all else of it go
// with it.
RowsToDelete old_versions(const KeepSelectors& keep, Time now);

}  // namespace tally::cleanup
