// One rule and one generator in the spelling of the integration JSON, where both share an object with the
// example.
#pragma once

#include <string_view>

#include "format/reading.h"
#include "model/generator.h"
#include "model/matching_rule.h"
#include "tally/result.h"

namespace tally::format {

// `node` holds the attributes of the matcher `name`. An invalid pattern is a warning of `reading`; an unknown
// name or a missing attribute an Error (without place).
Result<model::MatchingRule> read_integration_rule(const Node& node, std::string_view name, Reading& reading);

// `node` holds the attributes, `type` is its "pact:generator:type".
Result<model::Generator> read_integration_generator(const Node& node, const json::Value& type);

}  // namespace tally::format
