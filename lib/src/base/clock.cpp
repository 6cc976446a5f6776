#include "base/clock.h"

#include <cstdio>

namespace tally {

namespace {

struct Parts {
    int year;
    unsigned month, day;
    int hours, minutes, seconds, microseconds;
};

Parts parts_of(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count()),
            static_cast<int>(clock.subseconds().count())};
}

}  // namespace

Time SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::steady() const {
    return std::chrono::steady_clock::now();
}

std::string iso_8601_seconds(Time time) {
    const Parts parts = parts_of(time);
    char text[80];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d+00:00", parts.year, parts.month,
                  parts.day, parts.hours, parts.minutes, parts.seconds);
    return text;
}

std::string iso_8601_fixed(Time time) {
    const Parts parts = parts_of(time);
    char text[80];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", parts.year, parts.month,
                  parts.day, parts.hours, parts.minutes, parts.seconds, parts.microseconds);
    return text;
}

}  // namespace tally
