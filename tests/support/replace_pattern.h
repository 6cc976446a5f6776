// Takes what varies from run to run out of a text before it is compared.
#pragma once

#include <string>
#include <string_view>

namespace tally::testing_support {

// Every match of the pattern, the first one first, in what follows the one before. The pattern has to compile.
std::string replace_pattern(std::string_view text, std::string_view pattern, std::string_view replacement);

}  // namespace tally::testing_support
