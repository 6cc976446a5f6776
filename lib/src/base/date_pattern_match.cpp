#include <algorithm>
#include <optional>

#include "base/date_names.h"
#include "base/date_pattern.h"
#include "base/text.h"
#include "base/time_zone_names.h"

namespace tally {
namespace {

constexpr std::size_t kLongestZoneName = 40;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Reads a value along a pattern, greedily and without going back, so that the cost is linear.
class ValueReader {
  public:
    ValueReader(const DatePattern& pattern, std::string_view value) : pattern_(pattern), value_(value) {}

    std::optional<DateMismatch> read() {
        for (const DatePatternPart& part : pattern_.parts) {
            if (!read_part(part)) return mismatch_;
        }
        if (at_ < value_.size()) {
            fail("the end");
            return mismatch_;
        }
        return check_day();
    }

  private:
    bool read_part(const DatePatternPart& part) {
        const std::size_t count = part.count;
        switch (part.letter) {
            case 0:
                return literal(part.literal);
            case 'G':
                return era();
            case 'y':
            case 'Y':
            case 'u':
                return year(count);
            case 'M':
                return count <= 2 ? month_number(true) : month_name(count);
            case 'L':
                return month_number(!pattern_.strict_compat);
            case 'd':
                return day_of_month();
            case 'D':
                return day_of_year();
            case 'Q':
            case 'q':
                return quarter(count);
            case 'w':
                return number(2, 1, 56, "a week from 1 to 56");
            case 'W':
                return number(2, 1, 5, "a week of the month from 1 to 5");
            case 'F':
                return number(2, 0, 4, "a week of the month from 0 to 4");
            case 'E':
                return day_name(count);
            case 'e':
            case 'c':
                return count <= 2 ? number(1, 1, 7, "a day of the week from 1 to 7") : day_name(count);
            case 'a':
                return either("AM", "PM", "AM or PM");
            case 'H':
                return number(2, 0, 23, "an hour from 0 to 23");
            case 'k':
                return number(2, 1, 24, "an hour from 1 to 24");
            case 'h':
                return number(2, 1, 12, "an hour from 1 to 12");
            case 'K':
                return number(2, 0, 11, "an hour from 0 to 11");
            case 'm':
                return minutes();
            case 's':
                return seconds();
            case 'S':
                return digits(count, "digits of a fraction");
            case 'n':
            case 'N':
            case 'A':
                return digits(value_.size(), "digits");
            case 'X':
                return take("Z") || offset_x(count);
            case 'x':
                return offset_x(count);
            case 'Z':
                return offset_z(count);
            case 'O':
                return offset_o(count);
            case 'z':
                return zone_abbreviation(count);
            case 'V':
                return zone_name();
            default:
                return fail("nothing the format can describe");
        }
    }

    bool literal(std::string_view text) { return take(text) || fail("'" + text::printable(text) + "'"); }

    bool era() {
        if (!either("AD", "BC", "AD or BC")) return false;
        before_christ_ = text::equals_ignoring_case(value_.substr(at_ - 2, 2), "BC");
        return true;
    }

    // Of the year only what decides about leap years is kept, so that it may have any number of digits.
    bool year(std::size_t most_digits) {
        const std::size_t start = at_;
        if (!digits(most_digits, "a year of at most " + text::counted(most_digits, "digit"))) return false;
        year_in_400_ = 0;
        for (const char c : value_.substr(start, at_ - start))
            year_in_400_ = (*year_in_400_ * 10 + static_cast<unsigned>(c - '0')) % 400;
        return true;
    }

    bool month_number(bool counts) {
        unsigned found = 0;
        if (!number(2, 1, 12, "a month from 1 to 12", &found)) return false;
        if (counts) month_ = found;
        return true;
    }

    bool month_name(std::size_t count) {
        unsigned found = 0;
        if (!name(kMonthNames, count == 3, "the English name of a month", found)) return false;
        month_ = found + 1;
        return true;
    }

    bool day_of_month() {
        day_start_ = at_;
        unsigned found = 0;
        if (!number(2, 1, 31, "a day from 1 to 31", &found)) return false;
        day_ = found;
        return true;
    }

    bool day_of_year() {
        day_start_ = at_;
        unsigned found = 0;
        const bool read = pattern_.strict_compat
                              ? number(3, 1, 356, "a day of the year from 1 to 356")
                              : number(3, 1, 366, "a day of the year from 1 to 366", &found);
        if (read) day_of_year_ = found;
        return read;
    }

    bool quarter(std::size_t count) {
        if (count <= 2) return number(2, 1, 4, "a quarter from 1 to 4");
        if (count == 3) {
            const bool named = value_.size() - at_ >= 2 && (value_[at_] == 'Q' || value_[at_] == 'q') &&
                               value_[at_ + 1] >= '1' && value_[at_ + 1] <= '4';
            if (!named) return fail("a quarter from Q1 to Q4");
            at_ += 2;
            return true;
        }
        unsigned found = 0;
        return name(kQuarterNames, false, "a quarter from '1st quarter' to '4th quarter'", found);
    }

    bool day_name(std::size_t count) {
        unsigned found = 0;
        return name(kDayNames, count <= 3, "the English name of a day", found);
    }

    bool minutes() { return number(2, 0, 59, "minutes from 0 to 59"); }
    bool seconds() { return number(2, 0, 60, "seconds from 0 to 60"); }

    bool offset_x(std::size_t count) {
        if (!signed_hours()) return false;
        switch (count) {
            case 1:
                optionally([this] { return minutes(); });
                return true;
            case 2:
                return minutes();
            case 3:
                return literal(":") && minutes();
            case 4:
                if (!minutes()) return false;
                optionally([this] { return seconds(); });
                return true;
            default:
                if (!literal(":") || !minutes()) return false;
                optionally([this] { return take(":") && seconds(); });
                return true;
        }
    }

    bool offset_z(std::size_t count) {
        const auto hours_and_minutes = [this] { return signed_hours() && literal(":") && minutes(); };
        if (count <= 3) return signed_hours() && minutes();
        if (count == 5) return hours_and_minutes();
        if (!take("GMT") && !take("UTC")) return fail("GMT or UTC");
        optionally(hours_and_minutes);
        return true;
    }

    bool offset_o(std::size_t count) {
        if (!take("GMT") && !take("UTC")) return fail("GMT or UTC");
        if (!signed_hours()) return false;
        if (count == 4) return literal(":") && minutes();
        optionally([this] { return take(":") && minutes(); });
        return true;
    }

    bool signed_hours() {
        const auto is_sign = [this] {
            return at_ < value_.size() && (value_[at_] == '+' || value_[at_] == '-');
        };
        if (!is_sign()) return fail("+ or -");
        ++at_;
        while (pattern_.strict_compat && is_sign()) ++at_;
        return pattern_.strict_compat ? number(2, 0, 11, "offset hours from 0 to 11")
                                      : number(2, 0, 18, "offset hours from 0 to 18");
    }

    bool zone_abbreviation(std::size_t count) {
        if (count > 3) return fail("nothing: full names of time zones match nothing");
        std::size_t end = at_;
        while (end < value_.size() && end - at_ < 4 && value_[end] >= 'A' && value_[end] <= 'Z') ++end;
        const std::string_view found = value_.substr(at_, end - at_);
        const bool known = is_time_zone_abbreviation(found) || (!pattern_.strict_compat && found == "UTC");
        if (!known) return fail("the abbreviation of a time zone");
        at_ = end;
        return true;
    }

    bool zone_name() {
        std::size_t end = at_;
        bool slash = false;
        for (; end < value_.size() && end - at_ < kLongestZoneName; ++end) {
            const char c = value_[end];
            if (is_letter_or_digit(c)) continue;
            if (c == '/' && (!pattern_.strict_compat || !slash)) {
                slash = true;
                continue;
            }
            if (pattern_.strict_compat || (c != '_' && c != '-' && c != '+')) break;
        }
        // Under strict_compat the name ends where letters and digits end; otherwise the longest known name
        // counts.
        for (std::size_t size = end - at_; size > 0; --size) {
            const std::string_view found = value_.substr(at_, size);
            if (is_time_zone_name(found) || (!pattern_.strict_compat && (found == "UTC" || found == "GMT"))) {
                at_ += size;
                return true;
            }
            if (pattern_.strict_compat) break;
        }
        return fail("the name of a time zone like Europe/London");
    }

    std::optional<DateMismatch> check_day() {
        unsigned year = year_in_400_.value_or(1);  // without a year: not a leap year
        if (before_christ_ && !pattern_.strict_compat) year = (401 - year) % 400;
        at_ = day_start_;
        if (day_ && month_ && *day_ > days_in_month(year, *month_)) {
            fail("a day that " + std::string(kMonthNames[*month_ - 1]) + " has in that year");
            return mismatch_;
        }
        if (day_of_year_ == 366u && year_in_400_ && !is_leap_year(year)) {
            fail("a day from 1 to 365 in a year that is not a leap year");
            return mismatch_;
        }
        return std::nullopt;
    }

    bool take(std::string_view text) {
        if (value_.substr(at_, text.size()) != text) return false;
        at_ += text.size();
        return true;
    }

    template <class Read>
    void optionally(Read read) {
        const std::size_t start = at_;
        if (!read()) at_ = start;
    }

    bool either(std::string_view a, std::string_view b, std::string_view expected) {
        const std::string_view found = value_.substr(at_, a.size());
        if (!text::equals_ignoring_case(found, a) && !text::equals_ignoring_case(found, b))
            return fail(std::string(expected));
        at_ += a.size();
        return true;
    }

    template <class Names>
    bool name(const Names& names, bool is_short, const char* expected, unsigned& index) {
        for (index = 0; index < names.size(); ++index) {
            const std::string_view wanted =
                is_short ? names[index].substr(0, kShortNameLength) : names[index];
            if (text::equals_ignoring_case(value_.substr(at_, wanted.size()), wanted)) {
                at_ += wanted.size();
                return true;
            }
        }
        return fail(std::string(is_short ? "the short form of " : "") + expected);
    }

    bool digits(std::size_t most, std::string_view expected) {
        const std::size_t start = at_;
        while (at_ < value_.size() && at_ - start < most && is_digit(value_[at_])) ++at_;
        return at_ > start || fail(std::string(expected));
    }

    bool number(std::size_t most, unsigned low, unsigned high, const char* expected,
                unsigned* result = nullptr) {
        const std::size_t start = at_;
        if (!digits(most, expected)) return false;
        unsigned found = 0;
        for (const char c : value_.substr(start, at_ - start))
            found = found * 10 + static_cast<unsigned>(c - '0');
        if (found < low || found > high) {
            at_ = start;
            return fail(expected);
        }
        if (result) *result = found;
        return true;
    }

    bool fail(const std::string& expected) {
        constexpr std::size_t kShown = 20;
        const std::string_view rest = value_.substr(at_, 2 * kShown);
        mismatch_ = DateMismatch{
            at_, "expected " + expected + ", found " +
                     (rest.empty() ? "the end" : "'" + text::printable(text::shorten(rest, kShown)) + "'")};
        return false;
    }

    const DatePattern& pattern_;
    std::string_view value_;
    std::size_t at_ = 0;
    std::size_t day_start_ = 0;
    std::optional<unsigned> year_in_400_;
    std::optional<unsigned> month_;
    std::optional<unsigned> day_;
    std::optional<unsigned> day_of_year_;
    bool before_christ_ = false;
    std::optional<DateMismatch> mismatch_;
};

}  // namespace

std::optional<DateMismatch> find_mismatch(const DatePattern& pattern, std::string_view value) {
    return ValueReader(pattern, value).read();
}

}  // namespace tally
