#include "cleanup/cron_schedule.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace tally::cleanup {

namespace {

using namespace std::chrono;

constexpr std::size_t kMostBytes = 1000;
// A 29 February that falls between two leap years of which the century's is none.
constexpr days kLongestWait = days(8 * 366 + 1);

struct FieldKind {
    const char* name;
    int least, most;
};
constexpr FieldKind kFields[] = {{"a minute", 0, 59},
                                 {"an hour", 0, 23},
                                 {"a day of the month", 1, 31},
                                 {"a month", 1, 12},
                                 {"a day of the week", 0, 7}};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() && text.front() != '-'
               ? std::optional(value)
               : std::nullopt;
}

struct Range {
    int first, last, step;
};

// "*", "5", "1-5", "*/10", "1-30/2"
std::optional<Range> read_range(std::string_view text, const FieldKind& kind) {
    const auto slash = text.find('/');
    const auto span = text.substr(0, slash);
    int step = 1;
    if (slash != std::string_view::npos) {
        const auto given = number(text.substr(slash + 1));
        if (!given || *given < 1) return std::nullopt;
        step = *given;
    }
    if (span == "*") return Range{kind.least, kind.most, step};
    const auto dash = span.find('-');
    const auto first = number(span.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number(span.substr(dash + 1));
    if (!first || !last || *first < kind.least || *last > kind.most || *first > *last) return std::nullopt;
    if (slash != std::string_view::npos && dash == std::string_view::npos) return std::nullopt;
    return Range{*first, *last, step};
}

}  // namespace

Result<CronSchedule::Field> CronSchedule::read_field(const std::string& option, std::string_view text,
                                                     std::size_t index) {
    const auto& kind = kFields[index];
    Field field;
    field.is_any = text.front() == '*';
    for (const auto piece : text::split(text, ',')) {
        const auto range = read_range(piece, kind);
        if (!range) {
            return Error{ErrorCode::invalid_input, option,
                         "'" + text::shorten(text::printable(piece), 40) + "' is not " + kind.name,
                         "write numbers from " + std::to_string(kind.least) + " to " +
                             std::to_string(kind.most) + ", as *, 5, 1-5, 1,15 or */10"};
        }
        for (int each = range->first; each <= range->last; each += range->step)
            field.numbers.set(static_cast<std::size_t>(each));
    }
    return field;
}

Result<CronSchedule> CronSchedule::read(const std::string& option, std::string_view text) {
    std::vector<std::string_view> words;
    for (const auto word : text::split(text.substr(0, kMostBytes), ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    if (words.size() != std::size(kFields) || text.size() > kMostBytes) {
        return Error{
            ErrorCode::invalid_input, option,
            "'" + text::shorten(text::printable(text), 40) + "' does not have the five fields of a schedule",
            "give minute, hour, day of the month, month and day of the week, like '15 2 * * *'"};
    }
    CronSchedule schedule;
    Field* fields[] = {&schedule.minutes_, &schedule.hours_, &schedule.days_, &schedule.months_,
                       &schedule.weekdays_};
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto field = read_field(option, words[i], i);
        if (!field) return field.error();
        *fields[i] = *field;
    }
    if (schedule.weekdays_.numbers.test(7)) schedule.weekdays_.numbers.set(0);
    if (!schedule.find_after(Time())) {
        return Error{ErrorCode::invalid_input, option, "'" + std::string(text) + "' never comes",
                     "give a day that its months have"};
    }
    return schedule;
}

bool CronSchedule::has_day(sys_days day) const {
    const year_month_day date(day);
    if (!months_.numbers.test(static_cast<unsigned>(date.month()))) return false;
    const bool by_month = days_.numbers.test(static_cast<unsigned>(date.day()));
    const bool by_week = weekdays_.numbers.test(weekday(day).c_encoding());
    // As cron does it: a day that is left open decides nothing.
    return days_.is_any || weekdays_.is_any ? by_month && by_week : by_month || by_week;
}

std::optional<Time> CronSchedule::find_after(Time time) const {
    const auto start = floor<minutes>(time) + minutes(1);
    const auto first_day = floor<days>(start);
    for (auto day = first_day; day <= first_day + kLongestWait; day += days(1)) {
        if (!has_day(day)) continue;
        const int from = day == first_day ? static_cast<int>((start - day) / minutes(1)) : 0;
        for (int minute = from; minute < 24 * 60; ++minute) {
            if (hours_.numbers.test(static_cast<std::size_t>(minute / 60)) &&
                minutes_.numbers.test(static_cast<std::size_t>(minute % 60)))
                return day + minutes(minute);
        }
    }
    return std::nullopt;
}

Time CronSchedule::next_after(Time time) const {
    const auto next = find_after(time);
    return next ? *next : time + kLongestWait;
}

}  // namespace tally::cleanup
