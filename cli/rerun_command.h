// The command as it was given, for people who want to repeat it.
#pragma once

#include <string>

namespace tally::cli {

// Secrets masked, and without what selects interactions, publishes or only lists.
std::string command_for_rerun(const std::string& program, int argc, char** argv);

}  // namespace tally::cli
