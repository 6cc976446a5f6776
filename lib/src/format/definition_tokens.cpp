#include "format/definition_tokens.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace tally::format {
namespace {

constexpr char32_t kReplacementCharacter = 0xFFFD;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

template <class Predicate>
std::size_t skip(std::string_view text, std::size_t at, Predicate matches) {
    while (at < text.size() && matches(text[at])) ++at;
    return at;
}

// The end of the string whose opening quote is at `start`, or npos.
std::size_t string_end(std::string_view text, std::size_t start, bool strict_compat) {
    std::size_t candidate = std::string_view::npos;
    for (std::size_t at = start + 1; at < text.size(); ++at) {
        if (text[at] == '\\' && !strict_compat) {
            ++at;
        } else if (text[at] == '\'') {
            candidate = at + 1;
            const bool may_go_on = strict_compat && at > start + 1 && text[at - 1] == '\\';
            if (!may_go_on) break;
        }
    }
    return candidate;
}

bool fits_64_bits(std::string_view digits) {
    const char* end = digits.data() + digits.size();
    std::int64_t with_sign = 0;
    std::uint64_t without = 0;
    return std::from_chars(digits.data(), end, with_sign).ec == std::errc() ||
           std::from_chars(digits.data(), end, without).ec == std::errc();
}

bool starts_token(char c) {
    return is_letter(c) || is_digit(c) || is_blank(c) || c == '\'' || c == '(' || c == ')' || c == ',' ||
           c == '$';
}

void append_utf8(std::string& out, char32_t code) {
    const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0 | (code >> 6));
        add(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        add(0xE0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3F));
        add(0x80 | (code & 0x3F));
    } else {
        add(0xF0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3F));
        add(0x80 | ((code >> 6) & 0x3F));
        add(0x80 | (code & 0x3F));
    }
}

bool is_surrogate(char32_t code) {
    return code >= 0xD800 && code <= 0xDFFF;
}

std::optional<char32_t> hexadecimal(std::string_view digits) {
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return code;
}

// The four digits of a \uXXXX whose `u` is at the front of `rest`.
std::optional<char32_t> four_digits(std::string_view rest) {
    if (rest.size() < 5 || rest[0] != 'u') return std::nullopt;
    return hexadecimal(rest.substr(1, 4));
}

// Takes `uXXXX` or `u{X...}` off the front of `rest`.
std::optional<char32_t> take_unicode(std::string_view& rest, bool strict_compat) {
    if (rest.size() > 1 && rest[1] == '{') {
        const std::size_t close = rest.find('}');
        if (close == std::string_view::npos) return std::nullopt;
        const std::optional<char32_t> code = hexadecimal(rest.substr(2, close - 2));
        rest.remove_prefix(close + 1);
        return code;
    }
    const std::optional<char32_t> first = four_digits(rest);
    if (!first) return std::nullopt;
    rest.remove_prefix(5);
    const bool is_first_half = *first >= 0xD800 && *first <= 0xDBFF;
    if (!is_first_half || strict_compat || rest.empty() || rest[0] != '\\') return first;
    const std::optional<char32_t> second = four_digits(rest.substr(1));
    if (!second || *second < 0xDC00 || *second > 0xDFFF) return first;
    rest.remove_prefix(6);
    return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
}

// The character that a backslash and `c` stand for, 0 when there is none.
char simple_escape(char c, bool strict_compat) {
    switch (c) {
        case '\\':
            return '\\';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case '\'':
            return strict_compat ? '\0' : '\'';
        default:
            return '\0';
    }
}

}  // namespace

DefinitionToken next_definition_token(std::string_view text, std::size_t offset, bool strict_compat) {
    using Kind = DefinitionTokenKind;
    const std::size_t start = skip(text, offset, is_blank);
    if (start == text.size()) return {Kind::end, {}, start};
    const auto token = [&](Kind kind, std::size_t end) {
        return DefinitionToken{kind, text.substr(start, end - start), start};
    };
    const char first = text[start];
    if (is_letter(first)) return token(Kind::word, skip(text, start, is_letter));
    if (first == '(' || first == ')' || first == ',' || first == '$') return token(Kind::symbol, start + 1);
    if (first == '\'') {
        const std::size_t end = string_end(text, start, strict_compat);
        if (end == std::string_view::npos) return token(Kind::other, text.size());
        return token(Kind::string, end);
    }
    const std::size_t digits = first == '-' ? start + 1 : start;
    const std::size_t whole = skip(text, digits, is_digit);
    if (whole > digits) {
        if (whole < text.size() && text[whole] == '.')
            return token(Kind::decimal, skip(text, whole + 1, is_digit));
        return token(fits_64_bits(text.substr(start, whole - start)) ? Kind::integer : Kind::other, whole);
    }
    std::size_t end = start + 1;
    while (end < text.size() && (!starts_token(text[end]) || is_digit(text[end]))) ++end;
    return token(Kind::other, end);
}

std::string_view unquoted(std::string_view string_token, bool strict_compat) {
    std::string_view inner = string_token.substr(1, string_token.size() - 2);
    while (strict_compat && inner.starts_with('\'')) inner.remove_prefix(1);
    while (strict_compat && inner.ends_with('\'')) inner.remove_suffix(1);
    return inner;
}

std::optional<std::string> unescaped(std::string_view text, bool strict_compat) {
    std::string result;
    while (!text.empty()) {
        const std::size_t backslash = std::min(text.find('\\'), text.size());
        result += text.substr(0, backslash);
        text.remove_prefix(backslash);
        if (text.empty()) break;
        text.remove_prefix(1);
        if (!text.empty() && text.front() == 'u') {
            const std::optional<char32_t> code = take_unicode(text, strict_compat);
            if (!code) return std::nullopt;
            append_utf8(result, *code > 0x10FFFF || is_surrogate(*code) ? kReplacementCharacter : *code);
            continue;
        }
        const char character = text.empty() ? '\0' : simple_escape(text.front(), strict_compat);
        if (character == '\0') {
            result += '\\';
        } else {
            result += character;
            text.remove_prefix(1);
        }
    }
    return result;
}

}  // namespace tally::format
