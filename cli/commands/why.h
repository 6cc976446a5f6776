// contract why: the answer of can-i-deploy with a reason for each consumer and provider, and what to do.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_why(CLI::App& app);

}  // namespace tally::cli
