// A name for people, where nobody has given one.
#pragma once

#include <string>
#include <string_view>

namespace tally::pacticipants {

// "web-shop" is "Web Shop", "PricingService_v2" is "Pricing Service V2": words begin at blanks, '-', '_', '.'
// and changes of case, and with a capital.
std::string display_name_of(std::string_view name);

}  // namespace tally::pacticipants
