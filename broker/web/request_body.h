// The JSON of a request.
#pragma once

#include <string_view>

#include "base/json.h"
#include "tally/result.h"

namespace tally::web {

// Valid UTF-8 with a JSON object or array in it; the Error is for the user and says where.
Result<json::Value> read_json_body(std::string_view body);

}  // namespace tally::web
