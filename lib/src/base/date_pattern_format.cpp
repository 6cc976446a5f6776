#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "base/date_names.h"
#include "base/date_pattern.h"

namespace tally {
namespace {

std::string padded(std::uint64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

struct OffsetParts {
    char sign;
    std::string hours, minutes, seconds;  // two digits each
    bool is_zero, whole_minutes;
};

OffsetParts split_offset(std::chrono::seconds offset) {
    const std::uint64_t all = static_cast<std::uint64_t>(std::llabs(offset.count()));
    return {offset.count() < 0 ? '-' : '+',
            padded(all / 3600, 2),
            padded(all / 60 % 60, 2),
            padded(all % 60, 2),
            all == 0,
            all % 60 == 0};
}

// One abbreviation for each offset that has a usual one; which zone is meant cannot be known from an offset.
struct NamedOffset {
    int minutes;
    std::string_view name;
};
constexpr auto kNamedOffsets = std::to_array<NamedOffset>({
    {-600, "HST"}, {-540, "AKST"}, {-480, "PST"}, {-420, "MST"}, {-360, "CST"}, {-300, "EST"}, {-240, "AST"},
    {-210, "NST"}, {0, "GMT"},     {60, "CET"},   {120, "EET"},  {180, "MSK"},  {300, "PKT"},  {330, "IST"},
    {480, "AWST"}, {540, "JST"},   {570, "ACST"}, {600, "AEST"}, {660, "AEDT"}, {720, "NZST"}, {780, "NZDT"},
});

class DateWriter {
  public:
    DateWriter(const DatePattern& pattern, const OffsetTime& time)
        : pattern_(pattern), shown_(calendar_time(time)), offset_(split_offset(time.offset)), time_(time) {}

    Result<std::string> write() {
        for (const DatePatternPart& part : pattern_.parts) {
            const Result<std::string> text = part.letter == 0         ? Result<std::string>(part.literal)
                                             : pattern_.strict_compat ? as_the_core(part.letter, part.count)
                                                                      : exactly(part.letter, part.count);
            if (!text) return text.error();
            text_ += *text;
        }
        return std::move(text_);
    }

  private:
    Result<std::string> exactly(char letter, std::size_t count) {
        switch (letter) {
            case 'G':
                return std::string(shown_.year > 0 ? "AD" : "BC");
            case 'y':
                return year(shown_.year > 0 ? shown_.year : 1 - shown_.year, count);
            case 'u':
                return year(shown_.year, count);
            case 'Y':
                return year(shows_weeks() ? iso_week(shown_).year : shown_.year, count);
            case 'M':
                return count <= 2 ? padded(shown_.month, count) : month_name(count);
            case 'L':
                return padded(shown_.month, std::min<std::size_t>(count, 2));
            case 'd':
                return padded(shown_.day, count);
            case 'D':
                return padded(day_of_year(shown_), std::min<std::size_t>(count, 3));
            case 'Q':
            case 'q':
                return quarter(count);
            case 'w':
                return padded(iso_week(shown_).week, count);
            case 'W':
                return padded((shown_.day - 1) / 7 + 1, count);
            case 'F':
                return padded((shown_.day - 1) / 7, count);
            case 'E':
                return day_name(count);
            case 'e':
                return count <= 2 ? padded(weekday(shown_), 1) : day_name(count);
            case 'c':
                return padded(weekday(shown_), 1);
            case 'H':
                return padded(shown_.hour, count);
            case 'k':
                return padded(shown_.hour == 0 ? 24 : shown_.hour, count);
            case 'K':
                return padded(shown_.hour % 12, count);
            case 'h':
                return padded(hour_of_12(), count);
            case 'a':
                return std::string(shown_.hour < 12 ? "AM" : "PM");
            case 'm':
                return padded(shown_.minute, count);
            case 's':
                return padded(shown_.second, count);
            case 'S':
                return fraction(count);
            case 'n':
                return padded(nanosecond(), count);
            case 'A':
                return padded(nanosecond_of_day() / 1'000'000, count);
            case 'N':
                return padded(nanosecond_of_day(), count);
            case 'X':
                return offset_.is_zero ? std::string("Z") : offset_x(count);
            case 'x':
                return offset_x(count);
            case 'Z':
                return offset_z(count);
            case 'O':
                return "GMT" + offset_o(count);
            case 'z':
                return zone_abbreviation();
            case 'V':
                return zone_name();
            default:
                return std::string();
        }
    }

    // What the reference core's formatting library makes of the letters: most counts are ignored, some
    // letters give nothing.
    Result<std::string> as_the_core(char letter, std::size_t count) {
        const std::string offset = offset_.sign + offset_.hours + ":" + offset_.minutes;
        switch (letter) {
            case 'G':
                return std::string("AD");
            case 'y':
            case 'Y':
            case 'u':
                return year(shown_.year, count == 2 ? 2 : 4);
            case 'M':
                return count <= 2 ? padded(shown_.month, 2) : month_name(count);
            case 'L':
                return padded(shown_.month, 2);
            case 'd':
                return padded(shown_.day, 2);
            case 'D':
                return padded(day_of_year(shown_), 3);
            case 'w':
                return padded((day_of_year(shown_) + 6 - weekday(shown_) % 7) / 7, 2);
            case 'E':
                return day_name(count);
            case 'e':
            case 'c':
                return padded(weekday(shown_), 1);
            case 'a':
                return std::string(shown_.hour < 12 ? "AM" : "PM");
            case 'k':
            case 'H':
                return padded(shown_.hour, 2);
            case 'h':
            case 'K':
                return padded(hour_of_12(), 2);
            case 'm':
                return padded(shown_.minute, 2);
            case 's':
                return padded(shown_.second, 2);
            case 'S':
                if (count > 3 && count != 6 && count != 9)
                    return error(
                        "the reference core cannot print " + std::to_string(count) + " fraction letters",
                        "use S, SSS, SSSSSS or SSSSSSSSS");
                return fraction(std::max<std::size_t>(count, 3));
            case 'n':
                return fraction(9);
            case 'Z':
                return offset_.sign + offset_.hours + offset_.minutes;
            case 'X':
            case 'x':
            case 'z':
            case 'V':
                return offset;
            default:
                return std::string();
        }
    }

    // Two letters show two digits; more are a minimum, with a sign where the year has more digits than four
    // or more letters promise.
    static std::string year(std::int64_t year, std::size_t count) {
        const std::uint64_t positive = static_cast<std::uint64_t>(std::llabs(year));
        if (count == 2) return padded(static_cast<std::uint64_t>(((year % 100) + 100) % 100), 2);
        const std::string digits = padded(positive, count);
        if (year < 0) return "-" + digits;
        return count >= 4 && digits.size() > count ? "+" + digits : digits;
    }

    std::string month_name(std::size_t count) const {
        const std::string_view name = kMonthNames[shown_.month - 1];
        return std::string(count == 3 ? name.substr(0, kShortNameLength) : name);
    }

    std::string day_name(std::size_t count) const {
        const std::string_view name = kDayNames[weekday(shown_) - 1];
        return std::string(count <= 3 ? name.substr(0, kShortNameLength) : name);
    }

    std::string quarter(std::size_t count) const {
        const unsigned index = (shown_.month - 1) / 3;
        if (count <= 2) return padded(index + 1, count);
        return count == 3 ? "Q" + std::to_string(index + 1) : std::string(kQuarterNames[index]);
    }

    unsigned hour_of_12() const { return shown_.hour % 12 == 0 ? 12 : shown_.hour % 12; }
    std::uint64_t nanosecond() const { return shown_.microsecond * std::uint64_t{1000}; }
    std::uint64_t nanosecond_of_day() const {
        return (shown_.hour * 3600 + shown_.minute * 60 + shown_.second) * std::uint64_t{1'000'000'000} +
               nanosecond();
    }

    std::string fraction(std::size_t digits) const {
        std::string text = padded(nanosecond(), 9);
        text.resize(digits, '0');
        return text;
    }

    std::string offset_x(std::size_t count) const {
        const std::string colon = count == 3 || count == 5 ? ":" : "";
        if (count == 1 && offset_.minutes == "00") return offset_.sign + offset_.hours;
        std::string text = offset_.sign + offset_.hours + colon + offset_.minutes;
        if (count >= 4 && !offset_.whole_minutes) text += colon + offset_.seconds;
        return text;
    }

    std::string offset_z(std::size_t count) const {
        if (count <= 3) return offset_x(2);
        if (count == 5) return offset_x(3);
        return offset_.is_zero ? "GMT" : "GMT" + offset_x(3);
    }

    std::string offset_o(std::size_t count) const {
        if (count == 4) return offset_x(3);
        const std::string hours = offset_.hours.front() == '0' ? offset_.hours.substr(1) : offset_.hours;
        return offset_.sign + hours + (offset_.minutes == "00" ? "" : ":" + offset_.minutes);
    }

    Result<std::string> zone_abbreviation() const {
        const auto found = std::find_if(
            kNamedOffsets.begin(), kNamedOffsets.end(),
            [this](const NamedOffset& named) { return std::chrono::minutes(named.minutes) == time_.offset; });
        if (found != kNamedOffsets.end()) return std::string(found->name);
        return error("no time zone abbreviation is known for the offset " + offset_x(5),
                     "write the offset with XXX instead");
    }

    // The Etc zones count west of Greenwich as positive.
    Result<std::string> zone_name() const {
        if (offset_.is_zero) return std::string("Etc/UTC");
        const std::int64_t hours = time_.offset.count() / 3600;
        if (time_.offset.count() % 3600 != 0 || hours > 14 || hours < -12) {
            return error("no time zone name is known for the offset " + offset_x(5),
                         "write the offset with XXX instead");
        }
        return "Etc/GMT" + std::string(hours > 0 ? "-" : "+") + std::to_string(std::llabs(hours));
    }

    // Y is the year of the week only beside the week itself: formats that say YYYY and mean yyyy are common.
    bool shows_weeks() const {
        return std::any_of(pattern_.parts.begin(), pattern_.parts.end(),
                           [](const DatePatternPart& part) { return part.letter == 'w'; });
    }

    Error error(std::string what, std::string remedy) const {
        return {ErrorCode::unsupported, "date format '" + pattern_.text + "'", std::move(what),
                std::move(remedy)};
    }

    const DatePattern& pattern_;
    CalendarTime shown_;
    OffsetParts offset_;
    OffsetTime time_;
    std::string text_;
};

}  // namespace

Result<std::string> format_date(const DatePattern& pattern, const OffsetTime& time) {
    return DateWriter(pattern, time).write();
}

}  // namespace tally
