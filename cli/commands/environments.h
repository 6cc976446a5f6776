// Commands about environments.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_create_environment(CLI::App& app);
Command add_update_environment(CLI::App& app);
Command add_describe_environment(CLI::App& app);
Command add_delete_environment(CLI::App& app);
Command add_list_environments(CLI::App& app);

}  // namespace tally::cli
