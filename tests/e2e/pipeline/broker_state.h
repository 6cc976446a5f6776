// What a broker knows, as anyone can read it.
#pragma once

#include <map>
#include <string>

namespace tally::e2e {

// Every document that links lead to from the index, by its path. Addresses, times and generated identifiers
// are replaced, so that two brokers that were told the same have the same state.
std::map<std::string, std::string> state_of_broker(const std::string& url);

}  // namespace tally::e2e
