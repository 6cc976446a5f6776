// Cases that are known not to pass yet, with the reason. The file should become empty.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "tally/result.h"

namespace tally::conformance {

using KnownDifferences = std::map<std::string, std::string>;  // case -> reason

// Lines of "id<TAB>reason"; empty lines and lines that start with '#' are left out.
Result<KnownDifferences> read_known_differences(const std::filesystem::path& file);

std::filesystem::path default_known_differences();  // in the source tree

}  // namespace tally::conformance
