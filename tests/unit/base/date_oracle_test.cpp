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

TEST_F(DateOracle, StrictMatchingAgreesWithEveryRecordedAnswer) {
    for (const json::Value& row : cases("datetime-validation.json")) {
        const Result<DatePattern> pattern = parse_date_pattern(text_of(row, "format"), true);
        EXPECT_EQ(!pattern, is_true(row, "formatError")) << json::to_text(row);
        EXPECT_EQ(pattern && matches(*pattern, text_of(row, "value")), is_true(row, "valid"))
            << json::to_text(row);
    }
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

TEST_F(DateOracle, StrictFormattingAgreesWithEveryRecordedAnswer) {
    for (const json::Value& row : cases("datetime-format.json")) {
        const std::string generator = text_of(row, "generator");
        const json::Value* written = row.find("format");
        const std::string_view format = written && written->string() ? std::string_view(*written->string())
                                        : generator == "Date"        ? kDefaultDatePattern
                                        : generator == "Time"        ? kDefaultTimePattern
                                                                     : kGeneratedDateTimePattern;
        const Result<DatePattern> pattern = parse_date_pattern(format, true);
        const auto base = parse_date_time(text_of(row, "base"));
        // The core's base is always shown in the local zone, which was UTC.
        Result<std::string> text = Error{};
        if (pattern && base && !(generator == "Date" && shows_time_of_day(*pattern)))
            text = format_date(*pattern, {base->utc, {}});
        ASSERT_EQ(text.has_value(), row.find("result")->string() != nullptr) << json::to_text(row);
        EXPECT_EQ(text.value_or(""), text_of(row, "result")) << json::to_text(row);
    }
}

// The rows of date rules applied to one text, with the default format where there is none.
TEST_F(DateOracle, RulesAgreeWithEveryRecordedAnswer) {
    std::size_t checked = 0;
    for (const json::Value& row : cases("matchers.json")) {
        const json::Value* rule = row.find("rule");
        if (!rule || is_true(row, "crash") || is_true(row, "unstable")) continue;
        const std::string kind = text_of(*rule, "match");
        const json::Value* actual = row.find("actual");
        std::string value = actual && actual->string() ? *actual->string() : "";
        if (!actual) {
            const Result<json::Value> parsed = json::parse(text_of(row, "actualJson"));
            if (!parsed || !parsed->string()) continue;
            value = *parsed->string();
        }
        std::string format = text_of(*rule, "format");
        if (kind == "date" && format.empty()) format = kDefaultDatePattern;
        if (kind == "time" && format.empty()) format = kDefaultTimePattern;
        if (kind == "datetime" && format.empty()) format = kDefaultDateTimePattern;
        if (kind != "date" && kind != "time" && kind != "datetime") continue;
        for (const bool strict_compat : {true, false}) {
            const Result<DatePattern> pattern = parse_date_pattern(format, strict_compat);
            EXPECT_EQ(pattern && matches(*pattern, value), is_true(row, "ok")) << json::to_text(row);
        }
        ++checked;
    }
    EXPECT_GT(checked, 100u);
}

}  // namespace
}  // namespace tally
