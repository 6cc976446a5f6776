#include "generation/date_expression.h"

#include <gtest/gtest.h>

#include "base/date_pattern.h"

namespace tally::generation {
namespace {

using model::DateKind;

std::string applied(std::string_view expression, std::string_view base, bool strict_compat = false) {
    const auto parsed = parse_date_expression(expression, DateKind::datetime, strict_compat);
    if (!parsed) return parsed.error().text();
    const auto moved = apply(*parsed, *parse_date_time(base));
    if (!moved) return moved.error().text();
    return *format_date(*parse_date_pattern("yyyy-MM-dd'T'HH:mm:ss.SSS"), *moved);
}

struct ExpressionCase {
    const char* name;
    const char* expression;
    const char* base;
    const char* result;
};
class ApplyDateExpression : public testing::TestWithParam<ExpressionCase> {};
TEST_P(ApplyDateExpression, Row) {
    EXPECT_EQ(applied(GetParam().expression, GetParam().base), GetParam().result) << GetParam().expression;
}
// The choices of ours; what we share with the reference core is in the recorded answers.
INSTANTIATE_TEST_SUITE_P(
    Rows, ApplyDateExpression,
    testing::ValuesIn(std::vector<ExpressionCase>{
        {"MonthTooShort", "+ 1 month", "2021-01-31T08:00:00Z", "2021-02-28T08:00:00.000"},
        {"MonthTooShortBack", "- 1 month", "2020-03-31T08:00:00Z", "2020-02-29T08:00:00.000"},
        {"MonthsOverYears", "- 26 months", "2021-01-31T08:00:00Z", "2018-11-30T08:00:00.000"},
        {"YearWithoutLeapDay", "+ 1 year", "2020-02-29T08:00:00Z", "2021-02-28T08:00:00.000"},
        {"MonthNameFromItsOwnMonth", "next june", "2000-06-15T08:00:00Z", "2001-06-01T08:00:00.000"},
        {"MonthNameBackFromItsOwnMonth", "last june", "2000-06-15T08:00:00Z", "1999-06-01T08:00:00.000"},
        {"DayNameBack", "last sat", "2000-01-01T08:00:00Z", "1999-12-25T08:00:00.000"},
        {"NoonAsTwelvePm", "@ 12 o'clock pm", "2000-01-01T15:20:30.5Z", "2000-01-01T12:00:00.000"},
        {"MidnightAsTwelveAm", "@ 12 o'clock am", "2000-01-01T15:20:30.5Z", "2000-01-01T00:00:00.000"},
        {"TwelveInTheMorning", "@ 12 o'clock", "2000-01-01T08:00:00Z", "2000-01-01T12:00:00.000"},
        {"TwelveInTheAfternoon", "@ 12 o'clock", "2000-01-01T15:00:00Z", "2000-01-01T00:00:00.000"},
        {"HoursMoveTheDate", "@ + 1000000000 milliseconds", "2000-01-01T00:00:00Z",
         "2000-01-12T13:46:40.000"},
        {"InTheTimeOfTheOffset", "tomorrow @ midnight", "2000-01-01T23:00:00-05:00",
         "2000-01-02T00:00:00.000"},
        {"NothingAtAll", "", "2000-01-01T10:00:00Z", "2000-01-01T10:00:00.000"},
        {"EmptyHalves", "@", "2000-01-01T10:00:00Z", "2000-01-01T10:00:00.000"},
        {"NoBlanks", "yesterday-1week@noon+1hour", "2000-01-01T10:00:00Z", "1999-12-24T13:00:00.000"},
        {"DaysTooFar", "+ 1000000000 days", "2000-01-01T10:00:00Z",
         "the date expression leads beyond the year 262142; use a nearer date"},
        {"MonthsTooFar", "- 999999999999999999 months", "2000-01-01T10:00:00Z",
         "the date expression leads beyond the year 262142; use a nearer date"},
        {"YearsTooFar", "+ 999999999999999999 years", "2000-01-01T10:00:00Z",
         "the date expression leads beyond the year 262142; use a nearer date"},
        {"HoursTooFar", "@ + 999999999999999999 hours", "2000-01-01T10:00:00Z",
         "the date expression leads beyond the year 262142; use a nearer date"},
        {"EverFarther", "+ 262000 years + 90000000 days + 90000000 days", "2000-01-01T10:00:00Z",
         "the date expression leads beyond the year 262142; use a nearer date"},
    }),
    [](const auto& row) { return row.param.name; });

struct RefusedCase {
    const char* name;
    const char* expression;
    const char* error;
};
class ParseDateExpressionRefuses : public testing::TestWithParam<RefusedCase> {};
TEST_P(ParseDateExpressionRefuses, Row) {
    const auto parsed = parse_date_expression(GetParam().expression, DateKind::datetime);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().text(),
              "date expression '" + std::string(GetParam().expression) + "', " + GetParam().error);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ParseDateExpressionRefuses,
    testing::ValuesIn(std::vector<RefusedCase>{
        {"UnknownStart", "foo",
         "column 1: found 'foo'; expected now, today, yesterday, tomorrow, +, -, next or last"},
        {"ClockUnit", "+ 1 hour", "column 5: found 'hour'; expected days, weeks, months or years"},
        {"NoCount", "+ day", "column 3: found 'day'; expected a number"},
        {"NoUnit", "today + 1", "column 10: found nothing; expected days, weeks, months or years"},
        {"SurplusCharacter", "+ 1 day;", "column 8: found ';'; expected +, - or the end"},
        {"SurplusWord", "+ 1 dayday", "column 8: found 'day'; expected +, - or the end"},
        {"TwoStarts", "now today", "column 5: found 'today'; expected +, - or the end"},
        {"TwoAtSigns", "@ now @ now", "column 7: found '@ now'; expected +, - or the end"},
        {"BlankHalf", "@ ",
         "column 3: found nothing; expected now, midnight, noon, an hour like \"2 o'clock\", +, -, next or "
         "last"},
        {"SecondHalf", "now @ + 1 day",
         "column 11: found 'day'; expected hours, minutes, seconds or milliseconds"},
        {"Hour", "@ 13 o'clock", "column 3: found '13 o'clock'; expected an hour from 1 to 12"},
        {"NextNumber", "next 3 days",
         "column 6: found '3 days'; expected day, week, month, year, fortnight, or the name of a day or "
         "month"},
        {"HugeNumber", "+ 99999999999999999999 days",
         "column 3: the number is too large; no date is that far away"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ParseDateExpression, DateAndTimeKindsAreOneHalf) {
    EXPECT_TRUE(parse_date_expression("noon + 1 hour", DateKind::time));
    EXPECT_FALSE(parse_date_expression("@ noon", DateKind::time));
    EXPECT_TRUE(parse_date_expression("tomorrow", DateKind::date));
    EXPECT_FALSE(parse_date_expression("tomorrow @ noon", DateKind::date));
}

TEST(ParseDateExpression, RefusesAnUnreasonableLengthAtOnce) {
    const auto parsed = parse_date_expression(std::string(1'000'000, '+'), DateKind::datetime);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::too_large);
}

TEST(StrictDateExpression, GoesWhereTheReferenceCoreGoes) {
    EXPECT_EQ(applied("- 1 month", "2020-03-31T08:00:00Z", true), "2020-02-29T08:00:00.000");
    EXPECT_EQ(applied("+ 1 month", "2020-01-31T08:00:00Z", true), "2020-02-01T08:00:00.000");
    EXPECT_EQ(applied("@ 12 o'clock pm", "2000-01-01T08:20:00Z", true), "2000-01-01T08:20:00.000");
    EXPECT_EQ(applied("today!", "2000-01-01T08:00:00Z", true), "2000-01-01T08:00:00.000");
}

}  // namespace
}  // namespace tally::generation
