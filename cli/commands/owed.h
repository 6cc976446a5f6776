// contract owed: verifications that a provider owes, listed or run.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_owed(CLI::App& app);

}  // namespace tally::cli
