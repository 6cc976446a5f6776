// contract-mock, which is `contract mock`: the stand-alone mock server and the commands that talk to it.
#pragma once

#include "cli/look_at_options.h"

namespace tally::cli {

int run_mock(int argc, char** argv);

void show_mock_options(const LookAtOptions& look);

}  // namespace tally::cli
