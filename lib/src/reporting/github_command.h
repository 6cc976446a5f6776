// A workflow command, which GitHub shows beside the line of a file.
#pragma once

#include <cstddef>
#include <string>

#include "model/finding.h"

namespace tally::reporting {

struct GithubPlace {
    std::string file;      // empty: the run as a whole
    std::size_t line = 0;  // 0: the file as a whole
    std::size_t column = 0;
};

// "::error file=a.json,line=3,title=T0202::what\n"; hints are notices. Nothing in the texts can end the
// command or start another one.
std::string github_command(model::Severity severity, const GithubPlace& place, const std::string& title,
                           const std::string& message);

}  // namespace tally::reporting
