// Scenarios in which a consumer sends the requests of a table to the mock server.
#pragma once

#include <filesystem>
#include <string>

#include "conformance/feature_file.h"
#include "model/spec_version.h"

namespace tally::conformance {

bool is_about_a_table_of_interactions(const Scenario& scenario);

// "" when all steps hold.
std::string run_http_consumer_scenario(const Scenario& scenario, model::SpecVersion version,
                                       const std::filesystem::path& fixtures);

}  // namespace tally::conformance
