// Scenarios of the compatibility suite about matching, generators and the file format.
#pragma once

#include <filesystem>
#include <string>

#include "conformance/feature_file.h"

namespace tally::conformance {

// Runs all steps. "" when they hold; else the step and what was wrong.
std::string run_scenario(const Scenario& scenario, const std::filesystem::path& fixtures);

}  // namespace tally::conformance
