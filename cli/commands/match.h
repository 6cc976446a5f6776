// `contract match`: one request or response against an interaction, without a provider.
#pragma once

#include "cli/commands/command.h"

namespace tally::cli {

Command add_match(CLI::App& app);

}  // namespace tally::cli
