#include "http/http_date.h"

#include "base/text.h"

namespace tally::http {

namespace {

// Exactly `count` digits.
std::optional<unsigned> number_at(std::string_view text, std::size_t position, std::size_t count) {
    unsigned value = 0;
    for (const char c : text.substr(position, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

std::optional<unsigned> month_at(std::string_view text, std::size_t position) {
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto found = months.find(text.substr(position, 3));
    if (found == std::string_view::npos || found % 3 != 0) return std::nullopt;
    return static_cast<unsigned>(found / 3 + 1);
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
    constexpr std::string_view form = "Wed, 21 Oct 2015 07:28:00 GMT";
    text = text::trim(text);
    if (text.size() != form.size()) return std::nullopt;
    for (const std::size_t fixed : {3, 4, 7, 11, 16, 19, 22, 25, 26, 27, 28}) {
        if (text[fixed] != form[fixed]) return std::nullopt;
    }
    const auto day = number_at(text, 5, 2);
    const auto month = month_at(text, 8);
    const auto year = number_at(text, 12, 4);
    const auto hour = number_at(text, 17, 2);
    const auto minute = number_at(text, 20, 2);
    const auto second = number_at(text, 23, 2);
    if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

}  // namespace tally::http
