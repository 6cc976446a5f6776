// Variables of the original broker that say nothing here: an existing file of variables can stay, but what it means to
// say must not be lost silently.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tally/result.h"

namespace tally {

// The value of a variable; nothing when it is unset or empty.
using Environment = std::function<std::optional<std::string>(const char* name)>;

// The original takes the address of a database in parts. An Error when they are there and nothing else names a database:
// a broker that started with an empty file instead would look as if everything were lost.
Result<void> check_database_parts(const Environment& environment);

// A sentence for each variable that asks for what this broker does not do, and that its answers depend on.
std::vector<std::string> unheard_settings(const Environment& environment);

}  // namespace tally
