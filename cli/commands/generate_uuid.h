// contract generate-uuid: for create-or-update-webhook.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_generate_uuid(CLI::App& app);

}  // namespace tally::cli
