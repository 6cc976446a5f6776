#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_record(CLI::App& app);

}  // namespace tally::cli
