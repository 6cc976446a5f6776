// What our commands have in common in reading their options. CLI11 does the work; its messages are replaced
// by ours.
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace tally::cli {

// The exit code when the program is to end now: after --help or --version (printed), or a usage error
// (complained about, with the nearest valid option).
std::optional<ExitCode> parse_command_line(CLI::App& app, int argc, char** argv);

// An option with one value each time it is given, any number of times; never swallows the argument after its
// value.
template <class T>
CLI::Option* add_repeatable(CLI::App& app, const std::string& names, std::vector<T>& values,
                            const std::string& help) {
    return app.add_option(names, values, help)->allow_extra_args(false)->take_all();
}

// "a,b" and repetition both give several.
std::vector<std::string> split_lists(const std::vector<std::string>& values);

// Help on --help only, in the form all our programs have.
void set_up_help(CLI::App& app, const std::string& footer);

}  // namespace tally::cli
