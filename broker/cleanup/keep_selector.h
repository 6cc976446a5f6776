// Which versions a clean-up keeps. A version is kept when one selector fits; what a selector says has to hold
// together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cleanup/selector_list.h"
#include "tally/result.h"

namespace tally::cleanup {

struct KeepSelector {
    std::optional<std::string> pacticipant = std::nullopt;
    // The newest of what the other members select: of each pacticipant, of each tag where every tag is meant,
    // the head where a branch is meant.
    bool latest = false;
    std::optional<NameOrAny> tag = std::nullopt;
    std::optional<NameOrAny> branch = std::nullopt;
    std::optional<std::string> environment = std::nullopt;  // deployed or released to it now
    std::optional<int> max_age = std::nullopt;  // in days; the day it was so many days ago counts whole
    bool deployed = false;                      // to any environment now
    bool released = false;
    bool main_branch = false;
    bool operator==(const KeepSelector&) const = default;
};
using KeepSelectors = std::vector<KeepSelector>;

// `option` names the text in messages. A list without selectors is an error: it would keep nothing.
Result<KeepSelectors> read_keep_selectors(const std::string& option, std::string_view text);

// With the names and the order that the original's reports have.
json::Value to_json(const KeepSelector& selector);
json::Value to_json(const KeepSelectors& selectors);

// What is kept unless somebody says otherwise: the newest of each pacticipant, tag and branch, what is in
// environments, what is younger than 90 days.
KeepSelectors default_keep_selectors();
// What is in environments is kept whatever the selectors say; one for some pacticipants only is not enough.
KeepSelectors with_what_is_in_environments(KeepSelectors selectors);

}  // namespace tally::cleanup
