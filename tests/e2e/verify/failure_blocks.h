// What every failure in the report on a terminal has to say, whatever went wrong.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/run_program.h"

namespace tally::e2e {

// The lines of each failure, from its headline to the next empty line.
std::vector<std::vector<std::string>> failure_blocks(const std::string& report);

// At most 25 lines each, with the contract's place, what was sent and came, what was expected and what is
// actual or why it could not be run, a remedy and a command to run it again. No failure when the exit code is
// 0, but pending ones; at least one otherwise.
testing::AssertionResult tells_all(const testing_support::Outcome& outcome);

}  // namespace tally::e2e
