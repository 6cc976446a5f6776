// Contracts of V3 and V4 with everything their format has.
#pragma once

#include "base/json.h"
#include "base/random.h"
#include "model/spec_version.h"

namespace tally::property {

// The document of a contract file, valid in that version (V3 or V4). Names are sorted and descriptions
// ascend, as in the files that we write, so that reading it and reading what is written from it give equal
// models.
json::Value any_contract(Random& random, model::SpecVersion version);

}  // namespace tally::property
