// Two documents of one consumer version made into one: interactions added or replaced by description and
// states.
#pragma once

#include <string>

#include "base/json.h"
#include "tally/result.h"

namespace tally::contracts {

// A conflict is the same description and states with a different request; then nothing is merged.
Result<json::Value> merge_documents(const json::Value& existing, const json::Value& added);

// Merging as part of publishing replaces an interaction without comparing requests.
json::Value merge_overwriting(const json::Value& existing, const json::Value& added);

}  // namespace tally::contracts
