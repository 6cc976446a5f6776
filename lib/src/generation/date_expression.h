// Relative dates: "next monday @ 2 o'clock pm", "+ 1 day", "@ midnight - 1 hour". Date generators apply them
// to their base.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "model/generator.h"
#include "tally/result.h"

namespace tally::generation {

enum class DateStart : std::uint8_t { now, today, yesterday, tomorrow };  // all keep the time of day
enum class ClockStart : std::uint8_t { now, midnight, noon, hour, hour_am, hour_pm };

enum class DateUnit : std::uint8_t {
    day,
    week,
    month,
    year,
    hour,
    minute,
    second,
    millisecond,
    weekday,      // the next or last one of them: Adjustment::which is 1 (Monday) to 7
    named_month,  // the first day of the next or last one: Adjustment::which is 1 to 12
};

struct Adjustment {
    DateUnit unit = DateUnit::day;
    std::int64_t count = 0;  // negative goes back; 1 or -1 for weekday and named_month
    unsigned which = 0;
    bool operator==(const Adjustment&) const = default;
};

struct DateExpression {
    DateStart date = DateStart::now;
    std::vector<Adjustment> date_adjustments;
    ClockStart clock = ClockStart::now;
    unsigned hour = 0;  // 1-12, with the three hours of ClockStart
    std::vector<Adjustment> clock_adjustments;
    // The reference core's behaviour where ours deviates: one more character or word at the end is ignored,
    // months that are too short go to a first day, 29 February stays in years without one, 12 o'clock is noon
    // in the morning.
    bool strict_compat = false;
    bool operator==(const DateExpression&) const = default;
};

// A datetime expression has a date half and, after "@", a clock half, each of which may be empty; date and
// time expressions are one half. Empty text changes nothing. Error::where names the column.
Result<DateExpression> parse_date_expression(std::string_view text, model::DateKind kind,
                                             bool strict_compat = false);

// From left to right, in the time of the base's offset, which stays. Fails when the result is beyond
// kMaxYear.
Result<OffsetTime> apply(const DateExpression& expression, const OffsetTime& base);

}  // namespace tally::generation
