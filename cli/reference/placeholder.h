// What the name of a value in --help says about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/reference/page.h"

namespace tally::cli::reference {

// "FILE", "text|json", "LEVEL"
ValueKind kind_of_value(std::string_view placeholder);
// The same for arguments, of which more are files.
ValueKind kind_of_argument(std::string_view placeholder);

// "text|json": both. A part in capitals stands for something, and is none: "FILE|URL".
std::vector<std::string> choices_in(std::string_view placeholder);

}  // namespace tally::cli::reference
