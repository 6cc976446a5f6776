// The form in which equal documents have equal texts.
#pragma once

#include <string>

#include "base/json.h"

namespace tally::json {

// to_text(sorted(value)), without the memory for a second tree.
std::string to_sorted_text(const Value& value);

}  // namespace tally::json
