// Where expectations were written, as it goes into the file: metadata.tally.sources, by the interaction's
// key.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/contract.h"

namespace tally::recording {

struct Source {
    std::string key;
    std::string path;  // in the project
    int line = 0;
};

// Those that the file has; null when there are none.
const json::Object* sources_in(const model::Contract& contract);

// Sets those of `older` and `newer` in the contract, where the newer ones win and those without an
// interaction are dropped.
void set_sources(model::Contract& contract, const json::Object* older, const std::vector<Source>& newer);

}  // namespace tally::recording
