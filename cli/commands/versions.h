// Commands about versions of applications.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_create_or_update_version(CLI::App& app);
Command add_describe_version(CLI::App& app);
Command add_create_version_tag(CLI::App& app);
Command add_delete_version_tag(CLI::App& app);
Command add_delete_branch(CLI::App& app);

}  // namespace tally::cli
