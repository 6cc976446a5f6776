// What a clean-up would delete, without deleting it.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "cleanup/clean_plan.h"
#include "storage/database.h"

namespace tally::cleanup {

// The document of the original: counts, and for each pacticipant the first and the last version that goes and
// stays, with its age. Of what stays its "latestVersion" is the oldest and its "firstVersion" the newest; so
// they are here.
json::Object dry_run(storage::Transaction& transaction, const CleanPlan& plan, Time now);

}  // namespace tally::cleanup
