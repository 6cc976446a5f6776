// One random thing that happens to a broker: few names, so that things meet.
#pragma once

#include <string>

#include "base/random.h"

namespace tally::testing_support {

struct Operation {
    enum class Kind { nothing, branch, tag, publish, verify, deploy, release, take, remove };
    Kind kind = Kind::nothing;
    std::string name, number;  // of the pacticipant and its version
    std::string branch, tag;
    std::string provider;  // of what `name` publishes, and of what is verified
    int content = 0;       // 1 to 3
    std::string provider_version;
    bool success = true, wip = false;
    std::string environment, instance;

    std::string text() const;
};

Operation any_operation(Random& random);

}  // namespace tally::testing_support
