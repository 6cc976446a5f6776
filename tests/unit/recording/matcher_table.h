// Every matcher of tally/matchers.h with an example of how it is written and of what it accepts and refuses. Each row is
// tried by a test, and docs/matchers.md is made of them.
#pragma once

#include <string>
#include <vector>

#include "tally/value.h"

namespace tally::recording {

struct MatcherRow {
    std::string group;                 // heading of the page
    std::string written;               // C++
    Value value;                       // what that gives
    std::vector<std::string> accepts;  // JSON, or statuses
    std::vector<std::string> refuses;
};

std::vector<MatcherRow> matcher_table();

// The first matcher of a row: "each_like".
std::string matcher_name(const MatcherRow& row);

}  // namespace tally::recording
