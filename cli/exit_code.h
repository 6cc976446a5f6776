// What every program of ours tells its caller. The numbers are documented and never change.
#pragma once

#include <string>

namespace tally::cli {

enum class ExitCode {
    yes = 0,
    no = 1,
    usage = 2,
    could_not_find_out = 3,
    nothing_verified = 4,
    flaky = 5,
    bug = 70,
};

inline int to_int(ExitCode code) {
    return static_cast<int>(code);
}

// Where several apply at once: 70, 2, 1, 5, 3, 4, 0, the first of them.
ExitCode more_serious(ExitCode a, ExitCode b);

// A section of --help. `yes` and `no` say what these two mean for the command; flaky and nothing verified are
// listed only where they can occur.
std::string exit_code_help(const std::string& yes, const std::string& no, bool verifies);

}  // namespace tally::cli
