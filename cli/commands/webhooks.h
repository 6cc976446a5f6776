// Commands about webhooks.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_create_webhook(CLI::App& app);
Command add_create_or_update_webhook(CLI::App& app);
Command add_test_webhook(CLI::App& app);
Command add_delete_webhook(CLI::App& app);

}  // namespace tally::cli
