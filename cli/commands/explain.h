// `contract explain`: what a code of `contract check` means.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_explain(CLI::App& app);

}  // namespace tally::cli
