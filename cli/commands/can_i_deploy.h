// contract can-i-deploy, contract can-i-merge: asks the broker whether versions fit what is where.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_can_i_deploy(CLI::App& app);
Command add_can_i_merge(CLI::App& app);

}  // namespace tally::cli
