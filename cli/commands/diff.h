// `contract diff`: what changed between two contracts, by meaning.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_diff(CLI::App& app);

}  // namespace tally::cli
