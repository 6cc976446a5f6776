// Matching rules in contract files: the flat form of V2 and the categories of V3 and later.
#pragma once

#include "base/json.h"
#include "format/reading.h"
#include "model/matching_rule.h"

namespace tally::format {

// Every key decides for itself which form it has: "$.body.items" is V2's, "body" is V3's.
model::MatchingRules read_rules(const Node& node, Reading& reading);
// One matcher: {"match": "regex", "regex": "\\d+"}. Nothing when it was refused.
std::optional<model::MatchingRule> read_rule(const Node& node, Reading& reading);

// Which names the category of a body has, and which categories there are, depends on what the rules belong
// to.
json::Object rules_to_json(const model::MatchingRules& rules);
json::Object rule_to_json(const model::MatchingRule& rule);

// "$.a" -> {"combine": ..., "matchers": [...]}, as variants of arrayContains hold them.
std::vector<model::KeyedRules> read_keyed_rules(const Node& node, Reading& reading);
json::Object keyed_rules_to_json(const std::vector<model::KeyedRules>& rules);

}  // namespace tally::format
