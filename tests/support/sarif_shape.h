// What SARIF 2.1.0 requires of a document, as far as code scanners insist on it.
#pragma once

#include <string>

namespace tally::testing_support {

// Empty when all is well, else what is wrong, a line each.
std::string problems_of_sarif(const std::string& text);

}  // namespace tally::testing_support
