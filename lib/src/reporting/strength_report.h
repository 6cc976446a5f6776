// How strong contracts are, for people and as JSON.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "reporting/style.h"
#include "strength/strength.h"

namespace tally::reporting {

struct MeasuredInteraction {
    std::string id;
    std::string title;  // "a request for a product" given "product 11 exists"
    std::string pair;   // "web-shop -> catalogue"
    strength::Strength strength;
};

// Noticed changes of all that were tried, in per cent, rounded down so that 100 means all; 100 when nothing
// was tried.
unsigned strength_percent(const std::vector<MeasuredInteraction>& measured);

// A table per interaction of the changes nobody would notice. Ends with a line break.
std::string strength_text(const std::vector<MeasuredInteraction>& measured, const Style& style);

// {"changes", "noticed", "percent", "interactions": [{"id", ..., "survivors": [...]}]}
json::Value strength_json(const std::vector<MeasuredInteraction>& measured);

}  // namespace tally::reporting
