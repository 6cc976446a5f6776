// contract-broker clean: one clean-up, also of a database that brokers are working with.
#pragma once

#include "clean_options.h"
#include "cli/exit_code.h"

namespace tally {

cli::ExitCode run_clean(const CleanCommand& command);

}  // namespace tally
