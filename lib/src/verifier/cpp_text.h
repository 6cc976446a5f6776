// C++ to copy out of a failure.
#pragma once

#include <string>

namespace tally::verifier {

// "order \"42\" exists", in quotes and shortened when it is very long.
std::string cpp_literal(const std::string& text);

}  // namespace tally::verifier
