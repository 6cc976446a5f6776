// `contract publish`: contract files of one consumer version go to a broker.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

// Adds the command and its options to `app`. What is returned runs it.
Command add_publish(CLI::App& app);

}  // namespace tally::cli
