// Differences on their own, without a verification around them: what `contract match` prints.
#pragma once

#include <string>

#include "base/json.h"
#include "matching/mismatch.h"
#include "reporting/style.h"

namespace tally::reporting {

// A block of lines for each: where, expected, actual, the sentence and the rule. Consequences of others are
// marked as such.
std::string mismatch_list_text(const matching::Mismatches& mismatches, const Style& style);
// One object for each: kind, path, expected, actual, sentence, rule, follows.
json::Array mismatch_list_json(const matching::Mismatches& mismatches);

}  // namespace tally::reporting
