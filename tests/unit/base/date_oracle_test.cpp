// Our own reading of date patterns, without strict_compat, against what the reference core answered. That
// strict_compat agrees with it everywhere is checked with the other recorded answers.
#include <gtest/gtest.h>

#include "base/date_pattern.h"
#include "support/oracle.h"

namespace tally {
namespace {

using testing_support::is_true;
using testing_support::text_of;

class DateOracle : public testing_support::OracleTest {};

bool contains_any_of(std::string_view text, std::string_view letters) {
    return text.find_first_of(letters) != std::string_view::npos;
}

// Ours accepts more zones, longer offsets and the last days of a year; everything else is the same.
TEST_F(DateOracle, MatchingDiffersOnlyWhereItIsMeantTo) {
    for (const json::Value& row : cases("datetime-validation.json")) {
        const std::string format = text_of(row, "format");
        const Result<DatePattern> pattern = parse_date_pattern(format);
        EXPECT_EQ(!pattern, is_true(row, "formatError")) << json::to_text(row);
        const bool valid = pattern && matches(*pattern, text_of(row, "value"));
        if (valid && contains_any_of(format, "DXxZOzV")) continue;
        EXPECT_EQ(valid, is_true(row, "valid")) << json::to_text(row);
    }
}

}  // namespace
}  // namespace tally
