// The least that has to be done.
#pragma once

#include <string>
#include <vector>

#include "matrix/verdicts.h"

namespace tally::matrix {

// As few actions as possible so that each blocking edge has one of its alternatives among them. Found by
// trying all sets where the actions are few, else by always taking the one that clears most. Runs of one provider
// version are one run for all their contracts.
std::vector<Action> smallest_repair(const std::string& broker_url, const std::vector<Edge>& edges);

}  // namespace tally::matrix
