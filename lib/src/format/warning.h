// What is not as it should be in a document but does not stop it from being used.
#pragma once

#include <string>
#include <vector>

namespace tally::format {

struct Warning {
    std::string where;  // "orders.json:12:3"
    std::string what;
    std::string remedy;
    bool operator==(const Warning&) const = default;
};
using Warnings = std::vector<Warning>;

}  // namespace tally::format
