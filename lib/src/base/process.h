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
    std::string errors;  // of its stderr, cut at the limit
};

struct Limits {
    std::chrono::milliseconds deadline{5000};
    std::size_t max_output = 64u << 10;  // of each of both
};

struct Variable {
    std::string name;
    std::string value;
};

// What a program is given beside its arguments.
struct Given {
    std::vector<Variable> variables = {};  // added to the environment
    std::string input = {};                // on its stdin
};

// The program is looked up in PATH and runs in a process group of its own, which is killed as a whole at the
// deadline, and when this program is interrupted meanwhile. It has ended when its own process has: whatever
// it leaves in the background goes on. An Error when it cannot be started or takes too long.
Result<Output> run(const std::vector<std::string>& arguments, const Limits& limits = {},
                   const Given& given = {});

// Runs a program in this one's place: it has the same input, output and environment, with `variables` added,
// and gets the terminal's signals, while this program waits; SIGTERM and SIGHUP are passed on to it. Gives
// its exit code, 128 + signal when one ended it. An Error when it cannot be started. For one call at a time.
Result<int> run_in_foreground(const std::vector<std::string>& arguments,
                              const std::vector<Variable>& variables);

}  // namespace tally::process
