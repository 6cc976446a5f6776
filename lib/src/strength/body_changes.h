// The changes of a JSON body: each claimed value in turn, in place, so that a change costs no copy of the
// whole.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/json.h"
#include "model/matching_rule.h"
#include "strength/strength.h"

namespace tally::strength {

struct BodyChange {
    ChangeKind kind;
    std::string location;
    json::Value before;
    json::Value after;  // of field_removed and field_renamed null
    std::string name;   // the new one of field_renamed
};

// Called while `body` is changed. False ends the walk.
using BodyChanged = std::function<bool(const BodyChange&)>;

// `body` is as it was when this returns. Of lists whose elements are alike the first is changed. Returns the
// number of fields that `expected` does not claim.
std::size_t change_body(json::Value& body, const json::Value& expected,
                        const std::vector<model::KeyedRules>& rules, const BodyChanged& changed);

}  // namespace tally::strength
