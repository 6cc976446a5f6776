#include "base/json_number.h"

#include <charconv>
#include <cstdint>
#include <string>

namespace tally::json {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

template <class T>
bool fits(std::string_view text) {
    T value;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size();
}

// 0.[digits] * 10^(exponent, or the text when it is too long for arithmetic plus `shift`); digits empty for
// zero.
struct Normal {
    bool negative = false;
    std::string digits;
    std::int64_t shift = 0;
    std::string_view long_exponent;
    bool long_exponent_is_negative = false;
    bool operator==(const Normal&) const = default;
};

Normal normalise(std::string_view text) {
    Normal normal;
    if (!text.empty() && text.front() == '-') {
        normal.negative = true;
        text.remove_prefix(1);
    }
    normal.digits = take_digits(text);
    normal.shift = static_cast<std::int64_t>(normal.digits.size());
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        normal.digits += take_digits(text);
    }

    const std::size_t first = normal.digits.find_first_not_of('0');
    if (first == std::string::npos) return {};  // zero, whatever its sign and exponent
    normal.digits.erase(0, first);
    normal.shift -= static_cast<std::int64_t>(first);
    normal.digits.erase(normal.digits.find_last_not_of('0') + 1);

    if (!text.empty()) {
        text.remove_prefix(1);
        const bool down = text.front() == '-';
        if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
        while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
        if (text.size() <= 17) {
            std::int64_t exponent = 0;
            std::from_chars(text.data(), text.data() + text.size(), exponent);
            normal.shift += down ? -exponent : exponent;
        } else {
            normal.long_exponent = text;
            normal.long_exponent_is_negative = down;
        }
    }
    return normal;
}

}  // namespace

bool is_number_text(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    const std::string_view whole = take_digits(text);
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return false;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        if (take_digits(text).empty()) return false;
    }
    if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
        text.remove_prefix(1);
        if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
        if (take_digits(text).empty()) return false;
    }
    return text.empty();
}

bool fits_64_bits(std::string_view text) {
    return fits<std::int64_t>(text) || fits<std::uint64_t>(text);
}

bool equal_by_digits(std::string_view a, std::string_view b) {
    return a == b || normalise(a) == normalise(b);
}

}  // namespace tally::json
