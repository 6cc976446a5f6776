#include "cli/exit_code.h"

#include <algorithm>
#include <iterator>

namespace tally::cli {

ExitCode more_serious(ExitCode a, ExitCode b) {
    constexpr ExitCode kOrder[] = {ExitCode::bug,
                                   ExitCode::usage,
                                   ExitCode::no,
                                   ExitCode::flaky,
                                   ExitCode::could_not_find_out,
                                   ExitCode::nothing_verified,
                                   ExitCode::yes};
    const auto rank = [&](ExitCode code) { return std::find(std::begin(kOrder), std::end(kOrder), code); };
    return rank(a) < rank(b) ? a : b;
}

std::string exit_code_help(const std::string& yes, const std::string& no, bool verifies) {
    std::string help = "Exit codes:\n";
    const auto add = [&help](ExitCode code, const std::string& meaning) {
        const std::string number = std::to_string(to_int(code));
        help += "  " + number + std::string(4 - number.size(), ' ') + meaning + "\n";
    };
    add(ExitCode::yes, yes);
    add(ExitCode::no, no);
    add(ExitCode::usage, "wrong usage: an option or its value");
    add(ExitCode::could_not_find_out,
        verifies ? "could not find out: something unreachable or unreadable, or a state that could not be set"
                 : "could not find out: something unreachable or unreadable");
    if (verifies) {
        add(ExitCode::nothing_verified, "nothing was verified");
        add(ExitCode::flaky, "flaky: with --repeat or --shuffle, not every time the same outcome");
    }
    add(ExitCode::bug, "a bug in this program");
    return help;
}

}  // namespace tally::cli
