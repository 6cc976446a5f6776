// Ages as the original's reports word them.
#include <gtest/gtest.h>

#include "cleanup/age_in_words.h"

namespace tally::cleanup {

namespace {

using namespace std::chrono_literals;

struct AgeCase {
    const char* name;
    std::chrono::seconds age;
    const char* words;
};
class AgeInWords : public testing::TestWithParam<AgeCase> {};
TEST_P(AgeInWords, Row) {
    constexpr Time now = std::chrono::sys_days(std::chrono::year(2021) / 9 / 1);
    EXPECT_EQ(distance_in_words(now - GetParam().age, now), GetParam().words);
    EXPECT_EQ(distance_in_words(now + GetParam().age, now), GetParam().words);
}
constexpr auto kDay = 24h;
INSTANTIATE_TEST_SUITE_P(Rows, AgeInWords,
                         testing::ValuesIn(std::vector<AgeCase>{
                             {"Now", 0s, "less than a minute"},
                             {"HalfAMinute", 29s, "less than a minute"},
                             {"AMinute", 30s, "1 minute"},
                             {"Minutes", 44min, "44 minutes"},
                             {"AnHour", 45min, "about 1 hour"},
                             {"AnHourStill", 89min, "about 1 hour"},
                             {"Hours", 90min, "about 2 hours"},
                             {"AlmostADay", 24h - 1min, "about 24 hours"},
                             {"ADay", 24h, "1 day"},
                             {"ADayStill", 42h - 1min, "1 day"},
                             {"Days", 42h, "2 days"},
                             {"SixDays", 6 * kDay, "6 days"},
                             {"AlmostAMonth", 30 * kDay - 1min, "30 days"},
                             {"AMonth", 30 * kDay, "about 1 month"},
                             {"SixWeeks", 45 * kDay, "about 2 months"},
                             {"Months", 60 * kDay, "2 months"},
                             {"AlmostAYear", 365 * kDay - 1min, "12 months"},
                             {"AYear", 365 * kDay, "about 1 year"},
                             {"MoreThanAYear", 365 * kDay + 92 * kDay, "over 1 year"},
                             {"AlmostTwoYears", 2 * 365 * kDay - kDay, "almost 2 years"},
                             {"Years", 3 * 365 * kDay, "about 3 years"},
                         }),
                         [](const auto& row) { return row.param.name; });

}  // namespace

}  // namespace tally::cleanup
