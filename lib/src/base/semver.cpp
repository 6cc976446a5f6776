#include "base/semver.h"

#include <algorithm>
#include <cstddef>

namespace tally {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_identifier_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool has_leading_zero(std::string_view text) {
    return text.size() > 1 && text.front() == '0';
}

// The piece before `separator`, taken off the front of `rest` with the separator.
std::string_view take_piece(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view piece = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return piece;
}

bool are_identifiers(std::string_view text, bool numbers_without_zeros) {
    if (text.empty() || text.back() == '.') return false;
    while (!text.empty()) {
        const std::string_view piece = take_piece(text, '.');
        if (piece.empty() || !std::all_of(piece.begin(), piece.end(), is_identifier_character)) return false;
        if (numbers_without_zeros && is_number(piece) && has_leading_zero(piece)) return false;
    }
    return true;
}

bool are_three_numbers(std::string_view text) {
    if (std::count(text.begin(), text.end(), '.') != 2) return false;
    for (int part = 0; part < 3; ++part) {
        const std::string_view number = take_piece(text, '.');
        if (!is_number(number) || has_leading_zero(number)) return false;
    }
    return true;
}

}  // namespace

bool is_semver(std::string_view text) {
    const std::size_t plus = text.find('+');
    if (plus != std::string_view::npos) {
        if (!are_identifiers(text.substr(plus + 1), false)) return false;
        text = text.substr(0, plus);
    }
    const std::size_t hyphen = text.find('-');
    if (hyphen != std::string_view::npos) {
        if (!are_identifiers(text.substr(hyphen + 1), true)) return false;
        text = text.substr(0, hyphen);
    }
    return are_three_numbers(text);
}

}  // namespace tally
