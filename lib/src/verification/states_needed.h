// Which provider states contracts need, for whoever writes their handlers.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "verification/contract_sources.h"

namespace tally::verification {

struct StateParameter {
    std::string name;
    std::set<std::string> types;  // of JSON: "integer", "string" ...
};
struct StateUser {
    std::string consumer;
    std::size_t interactions = 0;  // the same one in several versions of a contract counts once
};
struct StateNeeded {
    std::string name;
    std::vector<StateParameter> parameters;  // by name
    std::vector<StateUser> users;            // by name
};

std::vector<StateNeeded> states_needed(const std::vector<LoadedContract>& contracts);  // by name

}  // namespace tally::verification
