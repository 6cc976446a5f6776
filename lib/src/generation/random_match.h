// Random texts that match a pattern.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "tally/result.h"

namespace tally::generation {

// Understands what contracts use: literals, classes, groups, alternatives, repetitions, back-references; `*`
// and `+` stop at 20. Whatever else a pattern says (look-around, word boundaries) is left to chance: the text
// is checked against the pattern, and after some attempts without success it is an Error.
Result<std::string> random_match(std::string_view pattern, Random& random);

}  // namespace tally::generation
