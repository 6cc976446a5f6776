// What contract-broker does otherwise on purpose: the table of docs/broker_api.md, with where it shows.
#pragma once

#include <string_view>
#include <vector>

#include "e2e/original_broker/comparison.h"

namespace tally::e2e {

struct KnownDifference {
    std::string_view row;  // first cell of its row in docs/broker_api.md
    // Patterns of the whole request, place and values.
    std::string_view request;
    std::string_view place;
    std::string_view original = ".*";
    std::string_view ours = ".*";
};

const std::vector<KnownDifference>& known_differences();

std::string_view known_difference(const Difference& difference);  // its row, or "" when it is not known

}  // namespace tally::e2e
