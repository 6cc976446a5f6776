// Dates and times of day in the Gregorian calendar, for years far beyond what std::chrono::year holds.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace tally {

// A moment, and how far ahead of UTC the clock is that shows it.
struct OffsetTime {
    Time utc;
    std::chrono::seconds offset{0};
    bool operator==(const OffsetTime&) const = default;
};

// What a clock and a calendar on the wall show. Year 0 is 1 BC.
struct CalendarTime {
    std::int64_t year = 1970;
    unsigned month = 1;  // 1-12
    unsigned day = 1;    // 1-31
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    unsigned microsecond = 0;
    bool operator==(const CalendarTime&) const = default;
};

constexpr std::int64_t kMaxYear =
    262'142;  // in both directions; later moments do not fit a Time with room to spare

CalendarTime calendar_time(const OffsetTime& time);
// Nothing when the year is beyond kMaxYear. The other fields must be in range.
std::optional<OffsetTime> offset_time(const CalendarTime& shown, std::chrono::seconds offset);

bool is_leap_year(std::int64_t year);
unsigned days_in_month(std::int64_t year, unsigned month);
std::int64_t days_since_1970(std::int64_t year, unsigned month, unsigned day);
unsigned weekday(const CalendarTime& shown);  // Monday is 1, Sunday 7
unsigned day_of_year(const CalendarTime& shown);

// ISO 8601: weeks start on Monday; week 1 has the year's first Thursday.
struct WeekOfYear {
    std::int64_t year;
    unsigned week;  // 1-53
};
WeekOfYear iso_week(const CalendarTime& shown);

// "2000-01-01T10:00:00Z": a complete date-time with its zone; fraction, blank instead of T, "+02:00", "+0200"
// and " UTC" are understood too. Nothing for anything else.
std::optional<OffsetTime> parse_date_time(std::string_view text);

}  // namespace tally
