// When schedules come.
#include <gtest/gtest.h>

#include "base/calendar.h"
#include "cleanup/cron_schedule.h"

namespace tally::cleanup {

namespace {

// The next three times as "2021-09-01 02:15, ...", or the error.
std::string times(const std::string& schedule, const char* start) {
    const auto read = CronSchedule::read("--schedule", schedule);
    if (!read) return read.error().text();
    std::string all;
    auto time = parse_date_time(start)->utc;
    for (int i = 0; i < 3; ++i) {
        time = read->next_after(time);
        auto text = iso_8601_seconds(time);
        text[10] = ' ';
        all += (i == 0 ? "" : ", ") + text.substr(0, 16);
    }
    return all;
}

struct CronCase {
    const char* name;
    const char* schedule;
    const char* start;
    const char* expected;
};
class Cron : public testing::TestWithParam<CronCase> {};
TEST_P(Cron, Row) {
    EXPECT_EQ(times(GetParam().schedule, GetParam().start), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Cron,
    testing::ValuesIn(std::vector<CronCase>{
        {"OnceADay", "15 2 * * *", "2021-09-01T00:07:21Z",
         "2021-09-01 02:15, 2021-09-02 02:15, 2021-09-03 02:15"},
        {"NotInTheMinuteThatIsNow", "15 2 * * *", "2021-09-01T02:15:00Z",
         "2021-09-02 02:15, 2021-09-03 02:15, 2021-09-04 02:15"},
        {"EveryMinute", "* * * * *", "2021-12-31T23:58:30Z",
         "2021-12-31 23:59, 2022-01-01 00:00, 2022-01-01 00:01"},
        {"Steps", "*/25 3 * * *", "2021-09-01T00:00:00Z",
         "2021-09-01 03:00, 2021-09-01 03:25, 2021-09-01 03:50"},
        {"RangesWithSteps", "0 8-17/4 * * *", "2021-09-01T09:00:00Z",
         "2021-09-01 12:00, 2021-09-01 16:00, 2021-09-02 08:00"},
        {"Lists", "5,10-11 0 * * *", "2021-09-01T00:00:00Z",
         "2021-09-01 00:05, 2021-09-01 00:10, 2021-09-01 00:11"},
        {"DayOfTheMonth", "0 0 31 * *", "2021-09-01T00:00:00Z",
         "2021-10-31 00:00, 2021-12-31 00:00, 2022-01-31 00:00"},
        {"DayOfTheWeek", "0 0 * * 1-5", "2021-09-03T12:00:00Z",
         "2021-09-06 00:00, 2021-09-07 00:00, 2021-09-08 00:00"},
        {"SundayIsSevenToo", "0 0 * * 7", "2021-09-01T00:00:00Z",
         "2021-09-05 00:00, 2021-09-12 00:00, 2021-09-19 00:00"},
        {"OneOfTwoDaysIsEnough", "0 0 13 * 5", "2021-09-01T00:00:00Z",
         "2021-09-03 00:00, 2021-09-10 00:00, 2021-09-13 00:00"},
        {"LeapDays", "0 0 29 2 *", "2021-09-01T00:00:00Z",
         "2024-02-29 00:00, 2028-02-29 00:00, 2032-02-29 00:00"},
        {"AcrossACenturyWithoutLeapDay", "0 0 29 2 *", "2096-03-01T00:00:00Z",
         "2104-02-29 00:00, 2108-02-29 00:00, 2112-02-29 00:00"},
        {"SeveralBlanks", "  0  0 * * * ", "2021-09-01T00:00:00Z",
         "2021-09-02 00:00, 2021-09-03 00:00, 2021-09-04 00:00"},
        {"TooFewFields", "15 2 * *", "2021-09-01T00:00:00Z",
         "--schedule: '15 2 * *' does not have the five fields of a schedule; give minute, hour, day of the "
         "month, "
         "month and day of the week, like '15 2 * * *'"},
        {"Empty", "", "2021-09-01T00:00:00Z",
         "--schedule: '' does not have the five fields of a schedule; give minute, hour, day of the month, "
         "month and "
         "day of the week, like '15 2 * * *'"},
        {"TooLarge", "60 * * * *", "2021-09-01T00:00:00Z",
         "--schedule: '60' is not a minute; write numbers from 0 to 59, as *, 5, 1-5, 1,15 or */10"},
        {"Backwards", "0 5-2 * * *", "2021-09-01T00:00:00Z",
         "--schedule: '5-2' is not an hour; write numbers from 0 to 23, as *, 5, 1-5, 1,15 or */10"},
        {"StepOfNothing", "*/0 * * * *", "2021-09-01T00:00:00Z",
         "--schedule: '*/0' is not a minute; write numbers from 0 to 59, as *, 5, 1-5, 1,15 or */10"},
        {"Names", "0 0 * JAN *", "2021-09-01T00:00:00Z",
         "--schedule: 'JAN' is not a month; write numbers from 1 to 12, as *, 5, 1-5, 1,15 or */10"},
        {"EmptyPiece", "0,,1 0 * * *", "2021-09-01T00:00:00Z",
         "--schedule: '' is not a minute; write numbers from 0 to 59, as *, 5, 1-5, 1,15 or */10"},
        {"NeverComes", "0 0 31 2,4 *", "2021-09-01T00:00:00Z",
         "--schedule: '0 0 31 2,4 *' never comes; give a day that its months have"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace

}  // namespace tally::cleanup
