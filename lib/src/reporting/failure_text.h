// One failed interaction for people: what, who, where it is written, what differs, and how to repeat it.
#pragma once

#include <string>
#include <vector>

#include "reporting/common_causes.h"
#include "reporting/style.h"
#include "verification/verification_result.h"

namespace tally::reporting {

constexpr std::size_t kMaxFailureLines = 25;
constexpr std::size_t kShownCauses = 3;  // the others are counted

// Also for interactions that could not be run. At most kMaxFailureLines. `rerun` is a command to which
// "--only ID" is added; empty: there is none.
std::vector<std::string> failure_text(const verification::VerificationResult& run, const ToldFailure& failure,
                                      const Style& style, const std::string& rerun);

}  // namespace tally::reporting
