// Where a recorded mismatch is, so that two cores' ways of saying so can be compared.
#pragma once

#include <string>

#include "base/json.h"

namespace tally::conformance {

enum class Detail { types, places };

// "BodyMismatch $.a", "HeaderMismatch x-a"; the type alone where places are not asked for.
std::string place_of_mismatch(const json::Value& mismatch, Detail detail);

}  // namespace tally::conformance
