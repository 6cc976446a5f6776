// Recorded answers of the reference core that we follow only where strict_compat asks for it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json.h"

namespace tally::testing_support {

// Which behaviour a case is held against.
enum class Conduct { standard, strict_compat };

// Case id -> why our own behaviour is another one.
using Deviations = std::map<std::string, std::string, std::less<>>;

// "" when the case holds, else what differs.
using OracleCheck = std::function<std::string(const json::Value& recorded, Conduct conduct)>;

std::string case_id(std::string_view file, int number);  // "rule-loading-0012"

// Fails for every case whose outcome differs without being a known deviation, or no longer differs. Unstable
// outcomes and crashes are left out.
void check_standard(const json::Array& cases, const Deviations& deviations, const OracleCheck& check);

// Fails for every case that does not hold with strict_compat.
void check_strict_compat(const json::Array& cases, const OracleCheck& check);

}  // namespace tally::testing_support
