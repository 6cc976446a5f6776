// The recorded answers of the reference core: oracle/<name>.json in the folder of the published cases.
#pragma once

#include <gtest/gtest.h>

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

std::string case_id(std::string_view file, int number);  // "rule-loading-0012"

// "" when the case holds, else what differs.
using OracleCheck = std::function<std::string(const json::Value& recorded, Conduct conduct)>;

// Fails for every case that does not hold with the reference core's conduct, and for every one whose outcome
// with our own differs without being a known deviation (or no longer differs). Skips where the file is
// missing, unless TALLY_REQUIRE_CONFORMANCE is 1. Unstable outcomes and crashes are left out.
void check_oracle_file(std::string_view name, const Deviations& deviations, const OracleCheck& check);

// The same for what has no strict_compat.
void check_oracle_file_once(std::string_view name, const Deviations& deviations, const OracleCheck& check);

}  // namespace tally::testing_support
