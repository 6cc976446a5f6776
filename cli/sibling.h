// The programs that belong together, found beside each other.
#pragma once

#include <string>
#include <vector>

namespace tally::cli {

// Replaces this process by the program of that name in this program's folder (else in PATH). Returns only
// when that failed, with what was wrong complained about and the exit code.
int become_sibling(const std::string& name, const std::vector<std::string>& arguments);

}  // namespace tally::cli
