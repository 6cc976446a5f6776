// A clean-up: what something newer has taken the place of, then versions that nothing keeps, contents without
// use, stale branches. Works in small transactions beside brokers over the same database; each leaves the
// database right, so it may end anywhere, by force too, and the next one goes on.
#pragma once

#include <optional>

#include "base/clock.h"
#include "cleanup/clean_plan.h"
#include "cleanup/rows_to_delete.h"
#include "storage/database.h"

namespace tally::cleanup {

struct CleanReport {
    Rows overwritten;    // contracts, results, contents and deliveries that something newer had replaced
    Rows deleted;        // versions and branches, and what went with them
    Rows kept;           // what there is afterwards
    bool ended = false;  // by the pause, before it was done
};

// Nothing when another clean-up of this database is under way, in whatever process. Throws StorageError.
std::optional<CleanReport> clean(storage::Database& database, const Clock& clock, const CleanPlan& plan,
                                 const Pause& pause);

// How many rows there are.
Rows count_rows(storage::Transaction& transaction);

}  // namespace tally::cleanup
