// One failed interaction for people: what, who, where it is written, what differs, and how to repeat it.
#pragma once

#include <string>
#include <vector>

#include "reporting/style.h"
#include "verification/verification_result.h"

namespace tally::reporting {

constexpr std::size_t kMaxFailureLines = 25;
constexpr std::size_t kShownCauses = 3;  // the others are counted

// Also for interactions that could not be run. At most kMaxFailureLines. `rerun` is a command to which
// "--only ID" is added; `alike` is how many other interactions stumbled over the same obstacle.
std::vector<std::string> failure_text(const verification::ContractResult& contract,
                                      const verification::InteractionResult& interaction, const Style& style,
                                      const std::string& rerun, std::size_t alike = 0);

}  // namespace tally::reporting
