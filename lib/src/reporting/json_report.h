// The report for programs: the members existing readers know (errors, pendingErrors, interactionResults,
// notices, output, result), and everything we know under "tally".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "verification/verification_result.h"

namespace tally::reporting {

struct JsonReportSettings {
    std::string version;  // of the program
    int exit_code = 0;
    std::vector<std::string> output;           // the lines of the console report, without colours
    std::optional<json::Value> strength = {};  // see strength_json
};

std::string json_report(const verification::VerificationResult& result, const JsonReportSettings& settings);

}  // namespace tally::reporting
