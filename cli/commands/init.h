// `contract init`: writes a starting point for a consumer or a provider into a folder.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_init(CLI::App& app);

}  // namespace tally::cli
