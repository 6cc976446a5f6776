// What a provider could send instead of a value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "strength/strength.h"

namespace tally::strength {

// Each is empty where the change does not apply: a text has no sign, and not every text is one of a fixed
// set.
std::optional<json::Value> of_other_type(const json::Value& value);
std::optional<json::Value> out_of_range(const json::Value& value);
std::optional<json::Value> unknown_value(std::string_view field, const json::Value& value);
std::optional<json::Value> reformatted(const json::Value& value);

}  // namespace tally::strength
