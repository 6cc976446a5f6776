// Commands of other tools that run a broker of theirs: say what to do instead.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_ruby(CLI::App& app);
Command add_docker(CLI::App& app);

}  // namespace tally::cli
