// Steps of scenarios by the pattern of their text.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/feature_file.h"

namespace tally::conformance {

using StepGroups = std::vector<std::string>;  // what the groups of the pattern matched; "" for one without a part

struct StepMeaning {
    const char* pattern;  // of the whole step
    std::function<std::string(const StepGroups& groups, const Step& step)> run;  // "" when the step holds
};

bool knows_step(const std::vector<StepMeaning>& meanings, const Step& step);

// What the first meaning whose pattern fits says, or that the step is not known.
std::string run_step(const std::vector<StepMeaning>& meanings, const Step& step);

}  // namespace tally::conformance
