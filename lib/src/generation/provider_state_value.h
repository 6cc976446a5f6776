// Values that come from a provider state: "/orders/${id}".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "tally/result.h"

namespace tally::generation {

// An expression that is one ${name}, or a bare name, keeps the kind of the value; several parts are joined as
// text. Then `data_type` (STRING, INTEGER, DECIMAL, FLOAT, BOOLEAN, RAW; any case) converts.
Result<json::Value> provider_state_value(std::string_view expression,
                                         const std::optional<std::string>& data_type,
                                         const json::Object& values);

}  // namespace tally::generation
