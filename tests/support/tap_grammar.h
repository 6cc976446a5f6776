// The Test Anything Protocol, version 14, as its readers parse it.
#pragma once

#include <string>
#include <vector>

namespace tally::testing_support {

struct TapPoint {
    bool good = false;
    std::string description;
    std::string directive;    // "SKIP" or "TODO" with its reason, or empty
    std::string diagnostics;  // the lines of the YAML block, without its marks
};

struct TapDocument {
    std::vector<TapPoint> points;
    std::string problems;  // empty when the text follows the grammar, else a line each
};

TapDocument read_tap(const std::string& text);

}  // namespace tally::testing_support
