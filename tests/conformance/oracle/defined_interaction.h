// Interactions as the recorded cases define them: texts that go through the calls of libraries of other
// languages, with matching rules and generators added afterwards in the notation of files.
#pragma once

#include <string>

#include "base/json.h"
#include "model/interaction.h"
#include "tally/result.h"

namespace tally::conformance {

// {"description", "states", "request": {...}, "response": {...}}
Result<model::Interaction> define_exchange(const json::Value& defined);

// {"d": description, "p": path, "m": method, "st": states, "key", "kind": "msg", "body"}
Result<model::Interaction> define_in_short(const json::Value& defined);

}  // namespace tally::conformance
