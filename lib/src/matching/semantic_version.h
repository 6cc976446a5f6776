// Semantic Versioning 2.0.0, as the semver matcher needs it.
#pragma once

#include <string_view>

namespace tally::matching {

// Three numbers without leading zeros, optional pre-release and build parts; no leading "v".
bool is_semantic_version(std::string_view text);

}  // namespace tally::matching
