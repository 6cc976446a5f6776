// Scenarios in which a test defines one interaction after the other, of any kind, and processes what comes.
#pragma once

#include <filesystem>
#include <string>

#include "conformance/feature_file.h"
#include "model/spec_version.h"

namespace tally::conformance {

// "" when all steps hold.
std::string run_defined_interactions(const Scenario& scenario, model::SpecVersion version,
                                     const std::filesystem::path& fixtures);

}  // namespace tally::conformance
