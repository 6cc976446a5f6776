// Date patterns, and date expressions on a fixed base.
#include "base/date_pattern.h"
#include "conformance/oracle/checks.h"
#include "conformance/oracle/members.h"
#include "generation/date_expression.h"

namespace tally::conformance {
namespace {

constexpr bool kStrictCompat = true;

model::DateKind kind_of(const std::string& generator) {
    if (generator == "Date") return model::DateKind::date;
    if (generator == "Time") return model::DateKind::time;
    return model::DateKind::datetime;
}

// Of a generator; rules have another one for a date with time.
std::string_view default_pattern(model::DateKind kind) {
    if (kind == model::DateKind::date) return kDefaultDatePattern;
    if (kind == model::DateKind::time) return kDefaultTimePattern;
    return kGeneratedDateTimePattern;
}

json::Value as_value(const Result<std::string>& text) {
    return text ? json::Value(*text) : json::Value();
}

}  // namespace

Verdict check_date_validation(const json::Value& recorded, const json::Value&) {
    const Result<DatePattern> pattern = parse_date_pattern(text_of(recorded, "format"), kStrictCompat);
    if (!pattern != is_true(recorded, "formatError"))
        return differs(pattern ? "ours accepts the pattern" : pattern.error().text());
    return compare(is_true(recorded, "valid"), pattern && matches(*pattern, text_of(recorded, "value")),
                   "such a date");
}

Verdict check_date_format(const json::Value& recorded, const json::Value&) {
    const model::DateKind kind = kind_of(text_of(recorded, "generator"));
    const std::string format = find_text(recorded, "format").value_or(std::string(default_pattern(kind)));
    const Result<DatePattern> pattern = parse_date_pattern(format, kStrictCompat);
    const auto base = parse_date_time(text_of(recorded, "base"));
    Result<std::string> text = Error{};
    // The core shows its base in the local zone, which was UTC, and gives a date no time of day.
    if (pattern && base && !(kind == model::DateKind::date && shows_time_of_day(*pattern)))
        text = format_date(*pattern, {base->utc, {}});
    return compare(member(recorded, "result"), as_value(text));
}

Verdict check_date_expression(const json::Value& recorded, const json::Value&) {
    const model::DateKind kind = kind_of(text_of(recorded, "generator"));
    const std::string format = find_text(recorded, "format").value_or(std::string(default_pattern(kind)));
    const auto pattern = parse_date_pattern(format, kStrictCompat);
    const auto base = parse_date_time(text_of(recorded, "base"));
    const auto expression =
        generation::parse_date_expression(text_of(recorded, "expression"), kind, kStrictCompat);
    Result<std::string> text = Error{};
    if (expression && pattern && base) {
        const auto moved = generation::apply(*expression, *base);
        if (moved) text = format_date(*pattern, *moved);
    }
    return compare(member(recorded, "result"), as_value(text));
}

}  // namespace tally::conformance
