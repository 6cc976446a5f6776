// What starting a program takes, whether in the foreground or not.
#pragma once

#include <string>
#include <vector>

#include "base/process.h"

namespace tally::process {

// "NAME=value" of the environment and the variables, which win.
std::vector<std::string> environment_with(const std::vector<Variable>& variables);

// As posix_spawn wants them: with a null pointer at the end, valid as long as the texts.
std::vector<char*> pointers_to(const std::vector<std::string>& texts);

// Out of what waitpid says: 128 + signal when one ended it.
int exit_code_of(int status);

}  // namespace tally::process
