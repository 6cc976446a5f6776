// Query strings and header values of several parts: the same in contract files and on the network.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/http_parts.h"

namespace tally::model {

// "a=1&b&a=2": decoded, values of one name together, names in the order of their first occurrence. Empty
// pieces are left out; a name without '=' has an absent value.
std::vector<QueryParameter> parse_query(std::string_view text);

// Split at commas and trimmed for headers that are known to be lists (Accept, Allow, Vary, ...); else one
// value.
std::vector<std::string> split_header_value(std::string_view name, std::string_view value);

}  // namespace tally::model
