// Two example bodies with their rules, node by node.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "comparing/recorder.h"
#include "model/matching_rule.h"

namespace tally::comparing {

struct JsonSide {
    const json::Value& body;
    const std::vector<model::KeyedRules>& rules;
};
void compare_json(const JsonSide& older, const JsonSide& newer, Recorder& recorder);

}  // namespace tally::comparing
