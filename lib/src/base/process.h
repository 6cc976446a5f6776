// Running another program and reading what it says.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "tally/result.h"

namespace tally::process {

struct Output {
    int exit_code = -1;  // 128 + signal when one ended it
    std::string text;    // of its stdout, cut at the limit
};

struct Limits {
    std::chrono::milliseconds deadline{5000};
    std::size_t max_output = 64u << 10;
};

// The program is looked up in PATH, gets no input, and its stderr is thrown away. It is killed at the
// deadline. An Error when it cannot be started or takes too long.
Result<Output> run(const std::vector<std::string>& arguments, const Limits& limits = {});

}  // namespace tally::process
