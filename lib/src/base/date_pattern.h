// Date and time formats written with the letters of Java's DateTimeFormatter ("yyyy-MM-dd'T'HH:mm:ssXXX"), as
// matching rules and generators use them. Nothing depends on the locale or on the machine's time zone files.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "tally/result.h"

namespace tally {

// What a rule or a generator uses when it has no format.
constexpr std::string_view kDefaultDatePattern = "yyyy-MM-dd";
constexpr std::string_view kDefaultTimePattern = "HH:mm:ss";
constexpr std::string_view kDefaultDateTimePattern = "yyyy-MM-dd'T'HH:mm:ssXXX";
constexpr std::string_view kGeneratedDateTimePattern = "yyyy-MM-dd'T'HH:mm:ss.SSSZ";

constexpr std::size_t kMaxDatePatternBytes = 4096;

// A letter that stands `count` times, or (letter 0) a text to be found as it is.
struct DatePatternPart {
    char letter = 0;
    std::size_t count = 0;
    std::string literal;
    bool operator==(const DatePatternPart&) const = default;
};

struct DatePattern {
    std::string text;
    std::vector<DatePatternPart> parts;
    // The reference core's behaviour where ours deviates: days of the year end at 356, offsets at 11 hours,
    // no UTC zone, no zone names with an underscore, digits are no literals; formatting as poor as the
    // core's.
    bool strict_compat = false;
    bool operator==(const DatePattern&) const = default;
};

// Refused: empty, unknown letters, letters that stand too often, "{}[]", an open quote. Error::where names
// the column.
Result<DatePattern> parse_date_pattern(std::string_view text, bool strict_compat = false);

// Where and why a value is not of the pattern.
struct DateMismatch {
    std::size_t offset = 0;  // in bytes
    std::string reason;      // "expected a month from 1 to 12, found '13'"
};
// Numbers may have fewer digits than letters, never more; the whole value must be used up; the day must exist
// in its month and year.
std::optional<DateMismatch> find_mismatch(const DatePattern& pattern, std::string_view value);
inline bool matches(const DatePattern& pattern, std::string_view value) {
    return !find_mismatch(pattern, value);
}

// The text of a moment. Fails where a letter has nothing to show: z and V with an offset no zone name is
// known for (and, under strict_compat, a number of fraction letters the core cannot print). What comes out
// matches the same pattern, unless its year has more digits than the pattern has letters.
Result<std::string> format_date(const DatePattern& pattern, const OffsetTime& time);

bool shows_time_of_day(
    const DatePattern& pattern);  // some letter of hours, minutes, seconds or parts of them

}  // namespace tally
