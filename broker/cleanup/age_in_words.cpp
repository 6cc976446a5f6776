#include "cleanup/age_in_words.h"

#include <chrono>

#include "base/text.h"

namespace tally::cleanup {

namespace {

constexpr std::int64_t kHour = 60;  // everything in minutes
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMonth = 30 * kDay;
constexpr std::int64_t kYear = 365 * kDay;

std::string rounded(std::int64_t minutes, std::int64_t unit, const char* name) {
    return text::counted(static_cast<std::size_t>((minutes + unit / 2) / unit), name);
}

std::string in_years(std::int64_t minutes) {
    const auto years = static_cast<std::size_t>(minutes / kYear);
    const auto rest = minutes % kYear;
    if (rest < kYear / 4) return "about " + text::counted(years, "year");
    if (rest < kYear * 3 / 4) return "over " + text::counted(years, "year");
    return "almost " + text::counted(years + 1, "year");
}

}  // namespace

std::string distance_in_words(Time a, Time b) {
    using namespace std::chrono_literals;
    const auto minutes = ((a < b ? b - a : a - b) + 30s) / 1min;
    if (minutes == 0) return "less than a minute";
    if (minutes < 45) return text::counted(static_cast<std::size_t>(minutes), "minute");
    if (minutes < 90) return "about 1 hour";
    if (minutes < kDay) return "about " + rounded(minutes, kHour, "hour");
    if (minutes < 42 * kHour) return "1 day";
    if (minutes < kMonth) return rounded(minutes, kDay, "day");
    if (minutes < 2 * kMonth) return "about " + rounded(minutes, kMonth, "month");
    if (minutes < kYear) return rounded(minutes, kMonth, "month");
    return in_years(minutes);
}

}  // namespace tally::cleanup
