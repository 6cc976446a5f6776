#include "base/calendar.h"

#include <array>

namespace tally {
namespace {

constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;
constexpr std::int64_t kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;
constexpr std::int64_t kDaysPer400Years = 146'097;
constexpr std::int64_t kDaysFromYear0To1970 = 719'468;  // counted from 0000-03-01

std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
    return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

// Years that start in March have their leap day at the end, which makes both directions simple sums.
void set_date(CalendarTime& shown, std::int64_t days) {
    const std::int64_t since_march = days + kDaysFromYear0To1970;
    const std::int64_t era = floor_divide(since_march, kDaysPer400Years);
    const std::int64_t day_of_era = since_march - era * kDaysPer400Years;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    shown.day = static_cast<unsigned>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    shown.month = static_cast<unsigned>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    shown.year = year_of_era + era * 400 + (shown.month <= 2 ? 1 : 0);
}

class DateTimeReader {
  public:
    explicit DateTimeReader(std::string_view text) : text_(text) {}

    bool literal(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool literal(std::string_view part) {
        if (text_.substr(at_, part.size()) != part) return false;
        at_ += part.size();
        return true;
    }
    bool digits(std::size_t count, unsigned low, unsigned high, unsigned& number) {
        number = 0;
        for (std::size_t i = 0; i < count; ++i, ++at_) {
            if (!is_digit()) return false;
            number = number * 10 + static_cast<unsigned>(text_[at_] - '0');
        }
        return number >= low && number <= high;
    }
    // Up to nine digits, of which the first six are kept.
    bool fraction(unsigned& microsecond) {
        std::size_t count = 0;
        for (; is_digit() && count < 9; ++count, ++at_) {
            if (count < 6) microsecond = microsecond * 10 + static_cast<unsigned>(text_[at_] - '0');
        }
        for (std::size_t i = count; i < 6; ++i) microsecond *= 10;
        return count > 0;
    }
    bool at_end() const { return at_ == text_.size(); }

  private:
    bool is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

    std::string_view text_;
    std::size_t at_ = 0;
};

bool read_zone(DateTimeReader& in, std::chrono::seconds& offset) {
    if (in.literal('Z') || in.literal('z')) return true;
    in.literal(' ');
    if (in.literal("UTC")) return true;
    const bool east = in.literal('+');
    if (!east && !in.literal('-')) return false;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!in.digits(2, 0, 18, hours)) return false;
    in.literal(':');
    if (!in.digits(2, 0, 59, minutes)) return false;
    offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    if (!east) offset = -offset;
    return true;
}

}  // namespace

CalendarTime calendar_time(const OffsetTime& time) {
    const std::int64_t local =
        time.utc.time_since_epoch().count() + time.offset.count() * kMicrosecondsPerSecond;
    const std::int64_t days = floor_divide(local, kMicrosecondsPerDay);
    const std::int64_t of_day = local - days * kMicrosecondsPerDay;
    const std::int64_t seconds = of_day / kMicrosecondsPerSecond;
    CalendarTime shown;
    set_date(shown, days);
    shown.hour = static_cast<unsigned>(seconds / 3600);
    shown.minute = static_cast<unsigned>(seconds / 60 % 60);
    shown.second = static_cast<unsigned>(seconds % 60);
    shown.microsecond = static_cast<unsigned>(of_day % kMicrosecondsPerSecond);
    return shown;
}

std::optional<OffsetTime> offset_time(const CalendarTime& shown, std::chrono::seconds offset) {
    if (shown.year > kMaxYear || shown.year < -kMaxYear) return std::nullopt;
    const std::int64_t seconds =
        days_since_1970(shown.year, shown.month, shown.day) * 86'400 +
        static_cast<std::int64_t>(shown.hour * 3600 + shown.minute * 60 + shown.second) - offset.count();
    return OffsetTime{Time(std::chrono::microseconds(seconds * kMicrosecondsPerSecond + shown.microsecond)),
                      offset};
}

bool is_leap_year(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned days_in_month(std::int64_t year, unsigned month) {
    static constexpr std::array<unsigned, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

std::int64_t days_since_1970(std::int64_t year, unsigned month, unsigned day) {
    if (month <= 2) --year;
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month_from_march = month > 2 ? month - 3 : month + 9;
    const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * kDaysPer400Years + day_of_era - kDaysFromYear0To1970;
}

unsigned weekday(const CalendarTime& shown) {
    const std::int64_t days =
        days_since_1970(shown.year, shown.month, shown.day) + 3;  // 1970 began on a Thursday
    return static_cast<unsigned>(days - floor_divide(days, 7) * 7) + 1;
}

unsigned day_of_year(const CalendarTime& shown) {
    return static_cast<unsigned>(days_since_1970(shown.year, shown.month, shown.day) -
                                 days_since_1970(shown.year, 1, 1)) +
           1;
}

WeekOfYear iso_week(const CalendarTime& shown) {
    // The week belongs to the year of its Thursday.
    OffsetTime thursday;
    const std::int64_t days =
        days_since_1970(shown.year, shown.month, shown.day) + 4 - static_cast<std::int64_t>(weekday(shown));
    thursday.utc = Time(std::chrono::microseconds(days * kMicrosecondsPerDay));
    const CalendarTime middle = calendar_time(thursday);
    return {middle.year, (day_of_year(middle) - 1) / 7 + 1};
}

std::optional<OffsetTime> parse_date_time(std::string_view text) {
    DateTimeReader in(text);
    CalendarTime shown;
    unsigned year = 0;
    if (!in.digits(4, 0, 9999, year) || !in.literal('-') || !in.digits(2, 1, 12, shown.month) ||
        !in.literal('-') || !in.digits(2, 1, days_in_month(year, shown.month), shown.day))
        return std::nullopt;
    if (!in.literal('T') && !in.literal('t') && !in.literal(' ')) return std::nullopt;
    if (!in.digits(2, 0, 23, shown.hour) || !in.literal(':') || !in.digits(2, 0, 59, shown.minute) ||
        !in.literal(':') || !in.digits(2, 0, 59, shown.second))
        return std::nullopt;
    if (in.literal('.') && !in.fraction(shown.microsecond)) return std::nullopt;
    std::chrono::seconds offset{0};
    if (!read_zone(in, offset) || !in.at_end()) return std::nullopt;
    shown.year = year;
    return offset_time(shown, offset);
}

}  // namespace tally
