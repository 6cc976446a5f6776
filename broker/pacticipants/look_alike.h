// Names that people mistake for each other: "Pricing Service", "pricing-services", "PricingApi".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally::pacticipants {

// Cut at blanks, '-', '_', "::" and changes of case; lower case; without a final "s" of each word; without
// the words api, provider, service. Two names whose words are equal look alike.
std::vector<std::string> significant_words(std::string_view name);

// Those of `names` that look like `name` without being it.
std::vector<std::string> look_alikes(std::string_view name, const std::vector<std::string>& names);

}  // namespace tally::pacticipants
