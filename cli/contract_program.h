// contract: everything around contracts, one verb each.
#pragma once

#include "cli/look_at_options.h"

namespace tally::cli {

int run_contract(int argc, char** argv);

void show_contract_options(const LookAtOptions& look);

}  // namespace tally::cli
