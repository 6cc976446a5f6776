// What changed between two contents, for people: the lines of the sorted documents, without the broker's ids.
#pragma once

#include <string>
#include <string_view>

namespace tally::contracts {

// Lines with "-" and "+" and three lines around each change; "" when nothing differs. Both are stored texts.
std::string content_diff(std::string_view before, std::string_view after);

}  // namespace tally::contracts
