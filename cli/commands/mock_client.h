// The commands of `contract mock` that ask a running master server for something.
#pragma once

#include "cli/mock_exit_code.h"
#include "cli/mock_options.h"

namespace tally::cli {

MockExitCode run_mock_create(const MockOptions& options);
MockExitCode run_mock_list(const MockOptions& options);
MockExitCode run_mock_verify(const MockOptions& options);
MockExitCode run_mock_shutdown(const MockOptions& options);
MockExitCode run_mock_shutdown_master(const MockOptions& options);

}  // namespace tally::cli
