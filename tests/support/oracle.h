// The recorded answers of the reference implementation (TALLY_CONFORMANCE_DIR/oracle). Without the data these
// tests are skipped; TALLY_REQUIRE_CONFORMANCE=1 turns that into a failure.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/json.h"

namespace tally::testing_support {

class OracleTest : public testing::Test {
  protected:
    void SetUp() override;

    // The cases of "datetime-format.json". A test failure and no cases when the file cannot be read.
    static json::Array cases(std::string_view file);
};

// The text member of a case; "" when it is absent or null.
std::string text_of(const json::Value& object, std::string_view member);
bool is_true(const json::Value& object, std::string_view member);

}  // namespace tally::testing_support
