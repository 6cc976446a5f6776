// Form-urlencoded bodies described as JSON: {"name": "value", "ids": [1, 2]}.
#pragma once

#include <string>

#include "format/integration_json_document.h"

namespace tally::format {

// The form's text, names sorted; rules and generators go to `document`.
std::string describe_form(const Node& node, IntegrationDocument& document);

}  // namespace tally::format
