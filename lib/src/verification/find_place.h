// Where in a contract's text its interactions stand, for people who want to look.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verification/contract_sources.h"

namespace tally::verification {

// The line on which each element of the top-level array `member` starts; empty when there is none. One pass
// over `text`, which must be valid JSON.
std::vector<std::size_t> lines_of_elements(std::string_view text, std::string_view member);

// "contracts/web-shop-catalogue.json:18"; for contracts of a broker only their address, whose text nobody
// edits.
std::vector<std::string> places_of_interactions(const LoadedContract& contract);

}  // namespace tally::verification
