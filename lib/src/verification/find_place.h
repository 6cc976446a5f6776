// Where in a contract's text its interactions stand, for people who want to look.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "matching/mismatch.h"
#include "verification/contract_sources.h"

namespace tally::verification {

// The line on which each element of the top-level array `member` starts; empty when there is none. One pass
// over `text`, which must be valid JSON.
std::vector<std::size_t> lines_of_elements(std::string_view text, std::string_view member);

// "contracts/web-shop-catalogue.json:18"; for contracts of a broker only their address, whose text nobody
// edits.
std::vector<std::string> places_of_interactions(const LoadedContract& contract);

// Where the rule stands that made `mismatch` without being applicable at all, as reading the contract noted
// it: "web-shop-catalogue.json:31:20". Otherwise `place`, that of the interaction.
std::string place_of_faulty_rule(const LoadedContract& contract, std::size_t interaction,
                                 const matching::Mismatch& mismatch, const std::string& place);

}  // namespace tally::verification
