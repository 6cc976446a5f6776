// contract: everything around contracts, one verb each.
#pragma once

#include "cli/commands/completion.h"
#include "cli/look_at_options.h"

namespace tally::cli {

// The scripts are made of the option tables of all programs, this one too: so they come from outside.
int run_contract(int argc, char** argv, const CompletionScripts& scripts);

void show_contract_options(const LookAtOptions& look);

}  // namespace tally::cli
