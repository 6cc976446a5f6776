// What proves work in progress is decided by the order in which things came, and not by both brokers alike
// ("What proves work in progress" on the page). Tells operations after which they would count differently.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "api/operation.h"

namespace tally::e2e {

class OrderOfEvents {
  public:
    // Whether both count alike after it; takes note of what it makes.
    bool allows(const testing_support::Operation& one);

  private:
    using Version = std::pair<std::string, std::string>;  // name and number
    using Branch = std::pair<std::string, std::string>;   // whose, and its name

    bool begins(const Version& version) const;  // some branch

    std::set<Version> versions_;        // that may exist
    std::set<Version> verifiers_;       // that may have results
    std::map<Branch, Version> firsts_;  // of the versions on a branch
};

}  // namespace tally::e2e
