// Query strings and maps, and header values, as contract files and the network have them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "format/reading.h"
#include "model/http_parts.h"

namespace tally::format {

// A string of any version, or a map from name to values.
std::vector<model::QueryParameter> read_query(const Node& node, Reading& reading);
json::Object query_to_json(const std::vector<model::QueryParameter>& query);

// A map from name to text or to an array of texts. Text of headers that are lists is split at commas.
std::vector<model::HeaderField> read_headers(const Node& node, Reading& reading);
json::Object headers_to_json(const std::vector<model::HeaderField>& headers, bool as_arrays);

}  // namespace tally::format
