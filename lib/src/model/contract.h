// A contract is a value: what one consumer needs of one provider.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/interaction.h"
#include "model/spec_version.h"

namespace tally::model {

struct Contract {
    std::string consumer;
    std::string provider;
    std::vector<Interaction> interactions;
    json::Object metadata;  // without the specification entry, which follows `version`
    SpecVersion version = SpecVersion::v4;
    json::Object
        other_members;  // unknown top-level members; _links and createdAt of broker copies are dropped
    bool operator==(const Contract&) const = default;
};

}  // namespace tally::model
