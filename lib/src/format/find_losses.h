// What a contract says that an older version of the format has no way to write.
#pragma once

#include <string>
#include <vector>

#include "model/contract.h"

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

}  // namespace tally::format
