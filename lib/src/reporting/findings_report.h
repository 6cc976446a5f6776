// Findings of `contract check` in the forms that people and tools read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/finding.h"
#include "reporting/style.h"

namespace tally::reporting {

struct CheckSummary {
    model::Findings findings;  // of all files, in their order
    std::size_t files = 0;
    std::size_t further = 0;  // findings that are not listed
};

std::size_t count(const model::Findings& findings, model::Severity severity);
std::string_view severity_name(model::Severity severity);  // "error", "warning", "hint"

// "shop.json:12:3: error T0202: ..." and a last line that counts.
std::string findings_text(const CheckSummary& summary, const Style& style);
std::string findings_json(const CheckSummary& summary);
// SARIF 2.1.0, one run; `version` is that of the program.
std::string findings_sarif(const CheckSummary& summary, const std::string& version);
// Workflow commands, which GitHub shows beside the lines of the files.
std::string findings_github(const CheckSummary& summary);

}  // namespace tally::reporting
