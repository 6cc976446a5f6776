// Interactions in the notation of V1, V1.1 and V2: one provider state, the query as text, rules by one flat
// path.
#pragma once

#include "base/json.h"
#include "model/interaction.h"
#include "model/spec_version.h"
#include "tally/result.h"

namespace tally::format {

// An Error that names the first thing the version cannot express.
Result<json::Object> interaction_before_v3(const model::Interaction& interaction, model::SpecVersion version);

}  // namespace tally::format
