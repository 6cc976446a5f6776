// Semantic Versioning 2.0.0: whether a text is a version number.
#pragma once

#include <string_view>

namespace tally {

// Three numeric parts without leading zeros, then "-pre.release" and "+build" if wanted; no leading "v".
bool is_semver(std::string_view text);

}  // namespace tally
