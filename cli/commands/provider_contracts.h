// Commands about what consumers ask of providers.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_get_pacts(CLI::App& app);
Command add_list_latest_pact_versions(CLI::App& app);
Command add_provider_states(CLI::App& app);

}  // namespace tally::cli
