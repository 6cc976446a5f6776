// Golden files: what a user sees, kept beside the tests. UPDATE_GOLDEN=1 rewrites them (refused when CI is
// set).
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tally::testing_support {

// Compares with tests/golden/<name>. Varying text (ports, times, folders) has to be replaced by the caller
// first.
testing::AssertionResult matches_golden(std::string_view name, const std::string& actual);

}  // namespace tally::testing_support
