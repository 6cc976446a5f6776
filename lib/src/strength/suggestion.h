// The matcher that would have noticed a change, as the C++ library spells it.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "strength/strength.h"

namespace tally::strength {

// `before` is what stood at `location`, as text; `value` the same as JSON, null outside of JSON bodies.
std::string suggestion(ChangeKind kind, std::string_view location, std::string_view before,
                       const json::Value* value);

}  // namespace tally::strength
