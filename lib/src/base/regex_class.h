// Character classes of Ruby's patterns: unions, intersections and nested classes. Private to the regex files.
#pragma once

#include <optional>
#include <string>

#include "base/regex_escape.h"

namespace tally::regex_dialect {

// The cursor stands behind the '['. The class for PCRE2, which is one item that can be repeated; nothing when
// the class is not well formed.
std::optional<std::string> read_class(Cursor& cursor);

}  // namespace tally::regex_dialect
