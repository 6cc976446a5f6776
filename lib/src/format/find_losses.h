// What a contract says that an older version of the format has no way to write.
#pragma once

#include <string>
#include <vector>

#include "model/contract.h"
#include "tally/result.h"

namespace tally::format {

struct Loss {
    std::string interaction;      // its description
    std::string what;             // "has a rule 'semver' at $.version"
    bool changes_meaning = true;  // false: nothing that is verified depends on it
    bool operator==(const Loss&) const = default;
};

// In the order of the interactions.
std::vector<Loss> find_losses(const model::Contract& contract, model::SpecVersion target);
std::vector<Loss> find_losses(const model::Interaction& interaction, model::SpecVersion target);

// The contract without what such a version has no place for and no verification depends on: keys, comments,
// hints about how a body is encoded.
model::Contract without_decoration(model::Contract contract, model::SpecVersion target);

// Files are written without loss or not at all: the Error names the first.
Result<void> refuse_losses(const model::Interaction& interaction, model::SpecVersion target);

}  // namespace tally::format
