// --output of the commands that print results: for people, or for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/commands/command.h"

namespace tally::cli {

// Adds "--output text|json" with the forms given; the first one is the default, and stays in `form`.
void add_output_option(CLI::App& app, std::string& form, std::vector<std::string> forms);
// Complains about a form the command does not have.
bool is_known_form(const std::string& form, const std::vector<std::string>& forms);

}  // namespace tally::cli
