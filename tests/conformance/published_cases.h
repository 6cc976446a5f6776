// The published specification cases: one JSON file each with an expectation, what came, and whether they
// match.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "checking/published_case.h"
#include "tally/result.h"

namespace tally::conformance {

struct PublishedCase : checking::CaseOrigin {
    std::filesystem::path file;
};

// All cases below a folder, which may be the root of the cases or any part of it; sorted by id.
Result<std::vector<PublishedCase>> list_cases(const std::filesystem::path& folder);

struct CaseResult {
    bool passed = false;
    std::string comment;  // from the case
    std::string reason;   // why it did not pass, with all mismatches
};
CaseResult run_case(const PublishedCase& published);

}  // namespace tally::conformance
