// Scenarios of the compatibility suite about matching, generators and the file format.
#pragma once

#include <filesystem>
#include <string>

#include "conformance/feature_file.h"

namespace tally::conformance {

// What a generated value has to look like, by the words of the suite ("integer"); "" for an unknown word.
std::string pattern_for(const std::string& kind);

// Runs all steps. "" when they hold; else the step and what was wrong.
std::string run_scenario(const Scenario& scenario, const std::filesystem::path& fixtures);

}  // namespace tally::conformance
