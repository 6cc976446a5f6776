#include "base/calendar.h"

#include <gtest/gtest.h>

namespace tally {
namespace {

constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;

TEST(Calendar, EveryDayOfEightCenturiesGoesThereAndBack) {
    CalendarTime before{-401, 12, 31, 0, 0, 0, 0};
    const std::int64_t first = days_since_1970(-400, 1, 1);
    for (std::int64_t day = first; day < first + 2 * 146'097; ++day) {
        const CalendarTime shown =
            calendar_time({Time(std::chrono::microseconds(day * kMicrosecondsPerDay)), {}});
        ASSERT_EQ(days_since_1970(shown.year, shown.month, shown.day), day);
        const bool next_day = shown.day == before.day + 1 && shown.month == before.month;
        const bool next_month = shown.day == 1 && before.day == days_in_month(before.year, before.month);
        ASSERT_TRUE(next_day || next_month) << shown.year << '-' << shown.month << '-' << shown.day;
        before = shown;
    }
}

TEST(Calendar, KnowsTheDayOfTheWeek) {
    EXPECT_EQ(weekday({2000, 1, 1}), 6u);
    EXPECT_EQ(weekday({2024, 2, 29}), 4u);
    EXPECT_EQ(weekday({1969, 12, 31}), 3u);
}

TEST(Calendar, CountsWeeksAsIso8601) {
    EXPECT_EQ(iso_week({2021, 1, 3}).year, 2020);
    EXPECT_EQ(iso_week({2021, 1, 3}).week, 53u);
    EXPECT_EQ(iso_week({2024, 12, 30}).year, 2025);
    EXPECT_EQ(iso_week({2024, 12, 30}).week, 1u);
}

TEST(Calendar, ShowsTheTimeOfTheOffset) {
    const auto time = parse_date_time("2000-01-01T00:30:00+01:00");
    ASSERT_TRUE(time);
    EXPECT_EQ(calendar_time(*time), (CalendarTime{2000, 1, 1, 0, 30, 0, 0}));
    EXPECT_EQ(calendar_time({time->utc, {}}), (CalendarTime{1999, 12, 31, 23, 30, 0, 0}));
}

TEST(Calendar, RefusesYearsThatDoNotFit) {
    EXPECT_TRUE(offset_time({kMaxYear, 12, 31, 23, 59, 59, 999'999}, std::chrono::hours(18)));
    EXPECT_TRUE(offset_time({-kMaxYear, 1, 1}, std::chrono::hours(-18)));
    EXPECT_FALSE(offset_time({kMaxYear + 1, 1, 1}, {}));
    EXPECT_FALSE(offset_time({-kMaxYear - 1, 1, 1}, {}));
}

struct DateTimeCase {
    const char* name;
    const char* text;
    bool understood;
};
class ParseDateTime : public testing::TestWithParam<DateTimeCase> {};
TEST_P(ParseDateTime, Row) {
    EXPECT_EQ(parse_date_time(GetParam().text).has_value(), GetParam().understood) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(Rows, ParseDateTime,
                         testing::ValuesIn(std::vector<DateTimeCase>{
                             {"Zulu", "2000-01-01T10:00:00Z", true},
                             {"Fraction", "2000-01-01T10:00:00.123456789Z", true},
                             {"BlankAndUtc", "2000-01-01 10:00:00 UTC", true},
                             {"OffsetWithoutColon", "2000-01-01T10:00:00-0930", true},
                             {"NoZone", "2000-01-01T10:00:00", false},
                             {"DateOnly", "2000-01-01", false},
                             {"NoSuchDay", "2021-02-29T10:00:00Z", false},
                             {"NoSuchHour", "2021-02-28T24:00:00Z", false},
                             {"EmptyFraction", "2000-01-01T10:00:00.Z", false},
                             {"More", "2000-01-01T10:00:00Zx", false},
                             {"Nothing", "", false},
                         }),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally
