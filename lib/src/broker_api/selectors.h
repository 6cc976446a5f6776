// Which consumer versions' contracts to verify, as options give it and the broker wants it.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "tally/result.h"

namespace tally::broker_api {

// Each text is one selector as a JSON object, or an array of them. What a selector may hold is the broker's
// to judge.
Result<json::Array> parse_selectors(const std::vector<std::string>& texts);

// The latest version of each consumer that carries the tag.
json::Array selectors_from_tags(const std::vector<std::string>& tags);

}  // namespace tally::broker_api
