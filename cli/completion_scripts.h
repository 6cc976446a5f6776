// What tally_reference wrote when the program was built.
#pragma once

#include "cli/commands/completion.h"

namespace tally::cli {

CompletionScripts completion_scripts();

}  // namespace tally::cli
