// Which branches a clean-up keeps beside main branches: with a name, or updated not long ago. Each of both is
// enough.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "tally/result.h"

namespace tally::cleanup {

struct KeepBranchSelector {
    std::vector<std::string> branches = {};
    std::optional<int> max_age = std::nullopt;  // in days; the day it was so many days ago counts whole
    bool operator==(const KeepBranchSelector&) const = default;
};
using KeepBranchSelectors = std::vector<KeepBranchSelector>;  // empty: every branch is kept

// `option` names the text in messages.
Result<KeepBranchSelectors> read_keep_branch_selectors(const std::string& option, std::string_view text);
json::Value to_json(const KeepBranchSelectors& selectors);

KeepBranchSelectors default_keep_branch_selectors();  // updated within 90 days

}  // namespace tally::cleanup
