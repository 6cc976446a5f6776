// `contract check`: lints contract files.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_check(CLI::App& app);

}  // namespace tally::cli
