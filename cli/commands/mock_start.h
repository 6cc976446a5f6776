// `contract mock start`: the master server, until it is stopped.
#pragma once

#include "cli/mock_exit_code.h"
#include "cli/mock_options.h"

namespace tally::cli {

MockExitCode run_mock_start(const MockOptions& options);

}  // namespace tally::cli
