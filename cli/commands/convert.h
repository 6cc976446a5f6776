// `contract convert`: a contract file in another version of the format.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_convert(CLI::App& app);

}  // namespace tally::cli
