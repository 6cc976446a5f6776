// XML bodies described as JSON: {"root": {"name": "a", "attributes": {...}, "children": [...]}}.
#pragma once

#include <string>

#include "format/integration_json_document.h"

namespace tally::format {

constexpr std::size_t kMaxDescribedXmlBytes = 32u << 20;  // examples multiply

// The document's text; rules and generators go to `document`.
std::string describe_xml(const Node& node, IntegrationDocument& document);

}  // namespace tally::format
