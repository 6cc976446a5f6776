// What comes out when one recorded answer of the reference implementation is compared with ours.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace tally::conformance {

enum class Outcome {
    holds,       // ours is the recorded one
    differs,     // it is not, and it should be
    documented,  // it is not, for the reason that docs/contract_format.md gives
    left_out,    // the recorded answer cannot be held against anything: unstable, or the core broke down
};

struct Verdict {
    Outcome outcome = Outcome::holds;
    std::string reason = {};  // what differs, which documented difference, or why it is left out
};

Verdict holds();
Verdict differs(std::string reason);
// `title` is one of documented_differences.h.
Verdict documented(std::string_view title);
Verdict left_out(std::string reason);

// holds() when both are equal, else both.
Verdict compare(const json::Value& recorded, const json::Value& ours);
Verdict compare(bool recorded, bool ours, std::string_view what);

}  // namespace tally::conformance
