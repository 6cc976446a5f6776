#include "conformance/compat_consumer_scenarios.h"

#include "conformance/compat_defined_interactions.h"
#include "conformance/compat_http_consumer.h"

namespace tally::conformance {

std::string run_consumer_scenario(const Scenario& scenario, model::SpecVersion version,
                                  const std::filesystem::path& fixtures) {
    return is_about_a_table_of_interactions(scenario) ? run_http_consumer_scenario(scenario, version, fixtures)
                                                      : run_defined_interactions(scenario, version, fixtures);
}

}  // namespace tally::conformance
