// One rule applied to one value. The answer is the sentence that says why it does not satisfy the rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "matching/match.h"
#include "model/matching_rule.h"

namespace tally::matching {

using Complaint = std::optional<std::string>;

// A JSON scalar, or whatever came where a scalar was expected.
Complaint check_value(const model::MatchingRule& rule, const json::Value& expected, const json::Value& actual,
                      const Settings& settings);
// A header, query parameter, path, form field, XML text or attribute.
Complaint check_text(const model::MatchingRule& rule, std::string_view expected, std::string_view actual,
                     const Settings& settings);
// A status code.
Complaint check_status(const model::MatchingRule& rule, int expected, int actual, const Settings& settings);
// An array or object as a whole; sizes are not checked again below the node the rule stands on. Equality of
// containers is left to the caller, who knows more after having compared what is inside.
Complaint check_container(const model::MatchingRule& rule, const json::Value& actual, bool cascaded,
                          const Settings& settings);

// The name and place of a rule: "integer at $.items[*].id".
std::string rule_at(const model::MatchingRule& rule, std::string_view key);

// What all rules of a list say: nothing when they are satisfied. Each complaint comes with the rule that made
// it.
struct RuleComplaint {
    const model::MatchingRule* rule;
    std::string sentence;
};
template <class Check>
std::vector<RuleComplaint> check_all(const model::RuleList& list, Check check) {
    std::vector<RuleComplaint> complaints;
    for (const model::MatchingRule& rule : list.rules) {
        Complaint complaint = check(rule);
        if (complaint)
            complaints.push_back({&rule, std::move(*complaint)});
        else if (list.combine == model::Combine::any)
            return {};
    }
    return complaints;
}

}  // namespace tally::matching
