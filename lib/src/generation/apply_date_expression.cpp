#include <array>
#include <cstdlib>
#include <string>

#include "generation/date_expression.h"

namespace tally::generation {
namespace {

constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;
constexpr std::int64_t kMostDays = (kMaxYear + 1) * 2 * 366;

// The moment while it is being moved, as its calendar shows it.
class MovingDate {
  public:
    explicit MovingDate(const DateExpression& expression, const OffsetTime& base)
        : strict_compat_(expression.strict_compat), time_(base), shown_(calendar_time(base)) {}

    bool start_at(DateStart start) {
        if (start == DateStart::yesterday) return add_days(-1);
        if (start == DateStart::tomorrow) return add_days(1);
        return true;
    }

    bool start_at(ClockStart start, unsigned hour) {
        const bool morning = shown_.hour < 12;
        switch (start) {
            case ClockStart::now:
                return true;
            case ClockStart::midnight:
                return set_hour(0);
            case ClockStart::noon:
                return set_hour(12);
            case ClockStart::hour:
                return set_clock(hour, morning);
            case ClockStart::hour_am:
                return set_clock(hour, false);
            case ClockStart::hour_pm:
                return set_clock(hour, true);
        }
        return true;
    }

    bool adjust(const Adjustment& by) {
        switch (by.unit) {
            case DateUnit::day:
                return add_days(by.count);
            case DateUnit::week:
                return std::llabs(by.count) <= kMostDays && add_days(by.count * 7);
            case DateUnit::month:
                return add_months(by.count);
            case DateUnit::year:
                return add_years(by.count);
            case DateUnit::hour:
                return add_microseconds(by.count, 3'600'000'000);
            case DateUnit::minute:
                return add_microseconds(by.count, 60'000'000);
            case DateUnit::second:
                return add_microseconds(by.count, 1'000'000);
            case DateUnit::millisecond:
                return add_microseconds(by.count, 1'000);
            case DateUnit::weekday:
                return go_to_weekday(by.which, by.count < 0);
            case DateUnit::named_month:
                return go_to_month(by.which, by.count < 0);
        }
        return true;
    }

    const OffsetTime& time() const { return time_; }

  private:
    bool set_shown(const CalendarTime& shown) {
        const auto time = offset_time(shown, time_.offset);
        if (!time) return false;
        time_ = *time;
        shown_ = shown;
        return true;
    }

    bool add_microseconds(std::int64_t count, std::int64_t each) {
        if (std::llabs(count) > kMostDays * (kMicrosecondsPerDay / each)) return false;
        // Two moments within kMaxYear are never further apart than an std::int64_t can count.
        const std::int64_t days = count / (kMicrosecondsPerDay / each);
        const std::int64_t rest = count % (kMicrosecondsPerDay / each) * each;
        if (!add_days(days)) return false;
        time_.utc += std::chrono::microseconds(rest);
        return set_shown(calendar_time(time_));
    }

    bool add_days(std::int64_t days) {
        if (std::llabs(days) > kMostDays) return false;
        const std::int64_t moved = days_since_1970(shown_.year, shown_.month, shown_.day) + days;
        if (std::llabs(moved) > kMostDays / 2) return false;
        const CalendarTime date =
            calendar_time({Time(std::chrono::microseconds(moved * kMicrosecondsPerDay)), {}});
        CalendarTime shown = shown_;
        shown.year = date.year;
        shown.month = date.month;
        shown.day = date.day;
        return set_shown(shown);
    }

    bool add_months(std::int64_t count) {
        if (std::llabs(count) > 2 * kMaxYear * 12) return false;
        const std::int64_t months = shown_.year * 12 + shown_.month - 1 + count;
        CalendarTime shown = shown_;
        shown.year = months / 12 - (months % 12 < 0 ? 1 : 0);
        shown.month = static_cast<unsigned>(months - shown.year * 12) + 1;
        const unsigned last_day = days_in_month(shown.year, shown.month);
        // The core walks day by day into the month and stays where it came in when the day does not exist.
        if (shown.day > last_day) shown.day = strict_compat_ && count > 0 ? 1 : last_day;
        return set_shown(shown);
    }

    bool add_years(std::int64_t count) {
        if (std::llabs(count) > 2 * kMaxYear) return false;
        CalendarTime shown = shown_;
        shown.year += count;
        const unsigned last_day = days_in_month(shown.year, shown.month);
        if (shown.day > last_day) {
            if (strict_compat_) return true;
            shown.day = last_day;
        }
        return set_shown(shown);
    }

    // Never the day itself.
    bool go_to_weekday(unsigned wanted, bool back) {
        const unsigned today = weekday(shown_);
        const int ahead = static_cast<int>((wanted + 7 - today) % 7);
        return add_days(back ? (ahead == 0 ? -7 : ahead - 7) : (ahead == 0 ? 7 : ahead));
    }

    // The first day of it, never in the month itself.
    bool go_to_month(unsigned wanted, bool back) {
        CalendarTime shown = shown_;
        if (back ? wanted >= shown.month : wanted <= shown.month) shown.year += back ? -1 : 1;
        shown.month = wanted;
        shown.day = 1;
        return set_shown(shown);
    }

    bool set_clock(unsigned hour, bool afternoon) {
        if (!strict_compat_) return set_hour(hour % 12 + (afternoon ? 12 : 0));
        if (afternoon && hour == 12) return true;  // the core asks for hour 24, and leaves the time as it is
        return set_hour(hour + (afternoon ? 12 : 0));
    }

    bool set_hour(unsigned hour) {
        CalendarTime shown = shown_;
        shown.hour = hour;
        shown.minute = shown.second = shown.microsecond = 0;
        return set_shown(shown);
    }

    bool strict_compat_;
    OffsetTime time_;
    CalendarTime shown_;
};

}  // namespace

Result<OffsetTime> apply(const DateExpression& expression, const OffsetTime& base) {
    MovingDate date(expression, base);
    bool reached = date.start_at(expression.date);
    for (const Adjustment& by : expression.date_adjustments) reached = reached && date.adjust(by);
    reached = reached && date.start_at(expression.clock, expression.hour);
    for (const Adjustment& by : expression.clock_adjustments) reached = reached && date.adjust(by);
    if (!reached) {
        return Error{ErrorCode::unsupported, "",
                     "the date expression leads beyond the year " + std::to_string(kMaxYear),
                     "use a nearer date"};
    }
    return date.time();
}

}  // namespace tally::generation
