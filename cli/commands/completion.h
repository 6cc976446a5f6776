// `contract completion`: prints what makes a shell complete the command lines of our programs.
#pragma once

#include <string_view>

#include "cli/commands/command.h"

namespace tally::cli {

struct CompletionScripts {
    std::string_view bash, zsh, fish;
};

Command add_completion(CLI::App& app, const CompletionScripts& scripts);

}  // namespace tally::cli
