// `contract merge`: several contract files of one consumer and provider become one.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_merge(CLI::App& app);

}  // namespace tally::cli
