// Members of a recorded case. What a file does not have reads as empty, so that no file can crash a check.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace tally::conformance {

const json::Value& member(const json::Value& object, std::string_view name);  // null when absent
std::string text_of(const json::Value& object, std::string_view name);        // "" when it is no text
std::optional<std::string> find_text(const json::Value& object, std::string_view name);
bool is_true(const json::Value& object, std::string_view name);
const json::Array& items_of(const json::Value& object, std::string_view name);  // none when it is no array

}  // namespace tally::conformance
