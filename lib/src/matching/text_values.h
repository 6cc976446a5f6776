// Lists of texts under the rules of their name: values of a header, a query parameter, a form field.
#pragma once

#include <string>
#include <vector>

#include "matching/match.h"
#include "model/matching_rule.h"

namespace tally::matching {

struct TextComplaint {
    std::string expected;
    std::string actual;
    std::string sentence;
    const model::MatchingRule* rule;
};

// Every value must satisfy every rule (one of them, for OR); the first expected value is the example for
// surplus ones.
std::vector<TextComplaint> check_texts(const model::RuleList& list, const std::vector<std::string>& expected,
                                       const std::vector<std::string>& actual, const Settings& settings,
                                       bool cascaded = false);

// The rules of that name: exactly, or ignoring case. Null when there are none.
const model::KeyedRules* find_rules(const std::vector<model::KeyedRules>& rules, std::string_view name,
                                    bool ignoring_case);

}  // namespace tally::matching
