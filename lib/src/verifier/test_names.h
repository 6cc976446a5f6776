// Names of tests for interactions.
#pragma once

#include <set>
#include <string>

#include "model/interaction.h"

namespace tally::verifier {

// "a request for an order given order 42 exists and it is paid", on one line and not endless.
std::string test_name(const model::Interaction& interaction);

// Hands out each name once: "name", "name (2)" ...
class UniqueNames {
  public:
    std::string unique(const std::string& suite, const std::string& name);

  private:
    std::set<std::string> taken_;
};

}  // namespace tally::verifier
