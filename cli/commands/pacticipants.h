// Commands about applications.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_create_or_update_pacticipant(CLI::App& app);
Command add_describe_pacticipant(CLI::App& app);
Command add_list_pacticipants(CLI::App& app);

}  // namespace tally::cli
