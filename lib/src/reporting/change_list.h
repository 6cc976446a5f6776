// What changed between two contracts, for people and for programs.
#pragma once

#include <string>

#include "base/json.h"
#include "comparing/change.h"
#include "reporting/style.h"

namespace tally::reporting {

// "3 changes: 1 tightening, 2 neutral" and below it a block for each interaction.
std::string change_list_text(const comparing::Changes& changes, const Style& style);
// {"changes": [...], "loosening": 0, "tightening": 1, "neutral": 2}
json::Value change_list_json(const comparing::Changes& changes);

}  // namespace tally::reporting
