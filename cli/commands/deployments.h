// Commands that record what is where.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_record_deployment(CLI::App& app);
Command add_record_undeployment(CLI::App& app);
Command add_record_release(CLI::App& app);
Command add_record_support_ended(CLI::App& app);

}  // namespace tally::cli
