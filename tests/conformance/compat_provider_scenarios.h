// Scenarios of the compatibility suite about verifying: every step through the engine, in one process.
#pragma once

#include <filesystem>
#include <string>

#include "conformance/feature_file.h"
#include "model/spec_version.h"

namespace tally::conformance {

// Runs all steps. "" when they hold; else the step and what was wrong.
std::string run_provider_scenario(const Scenario& scenario, model::SpecVersion version,
                                  const std::filesystem::path& fixtures);

}  // namespace tally::conformance
