// What a clean-up has done, or would do, for people and for programs.
#pragma once

#include <string>

#include "base/json.h"
#include "cleanup/clean.h"
#include "cleanup/clean_plan.h"
#include "storage/database.h"

namespace tally::cleanup {

// The original's tables, each with how many rows were deleted and are kept, and its document about
// overwritten data as the member "overwrittenData".
json::Object to_json(const CleanReport& report);
std::string to_text(const CleanReport& report);

// The document of dry_run(), with a member "overwrittenData" like that above.
json::Object dry_run_of_all(storage::Transaction& transaction, const CleanPlan& plan, Time now);
// For people, of that document.
std::string dry_run_to_text(const json::Object& document, const CleanPlan& plan);

}  // namespace tally::cleanup
