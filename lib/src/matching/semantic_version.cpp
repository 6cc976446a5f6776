#include "matching/semantic_version.h"

#include <algorithm>

#include "base/text.h"

namespace tally::matching {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_part_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}
bool is_number(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
bool has_leading_zero(std::string_view text) { return text.size() > 1 && text.front() == '0'; }

bool are_identifiers(std::string_view text, bool zeros_allowed) {
    for (const std::string_view part : text::split(text, '.')) {
        if (part.empty() || !std::all_of(part.begin(), part.end(), is_part_character)) return false;
        if (!zeros_allowed && is_number(part) && has_leading_zero(part)) return false;
    }
    return true;
}

}  // namespace

bool is_semantic_version(std::string_view text) {
    if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
        if (!are_identifiers(text.substr(plus + 1), true)) return false;
        text = text.substr(0, plus);
    }
    if (const std::size_t hyphen = text.find('-'); hyphen != std::string_view::npos) {
        if (!are_identifiers(text.substr(hyphen + 1), false)) return false;
        text = text.substr(0, hyphen);
    }
    const auto numbers = text::split(text, '.');
    constexpr std::size_t parts = 3;
    return numbers.size() == parts && std::all_of(numbers.begin(), numbers.end(), [](std::string_view number) {
        return is_number(number) && !has_leading_zero(number);
    });
}

}  // namespace tally::matching
