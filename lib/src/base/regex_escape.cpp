#include "base/regex_escape.h"

#include <charconv>
#include <cstdint>

#include "base/text.h"

namespace tally::regex_dialect {

namespace {

constexpr std::string_view kHexDigitMembers = "0-9A-Fa-f";
constexpr std::string_view kWordMembers = "A-Za-z0-9_\\p{L}\\p{Nl}\\p{M}\\p{Nd}\\p{Pc}";

struct Property {
    std::string_view name;  // lower case, without blanks, '_' and '-'
    std::string_view items;
};

// Names that PCRE2 does not know, or knows as something else.
constexpr Property kProperties[] = {
    {"letter", "\\p{L}"},
    {"uppercaseletter", "\\p{Lu}"},
    {"lowercaseletter", "\\p{Ll}"},
    {"titlecaseletter", "\\p{Lt}"},
    {"casedletter", "\\p{L&}"},
    {"modifierletter", "\\p{Lm}"},
    {"otherletter", "\\p{Lo}"},
    {"mark", "\\p{M}"},
    {"nonspacingmark", "\\p{Mn}"},
    {"spacingmark", "\\p{Mc}"},
    {"enclosingmark", "\\p{Me}"},
    {"number", "\\p{N}"},
    {"decimalnumber", "\\p{Nd}"},
    {"letternumber", "\\p{Nl}"},
    {"othernumber", "\\p{No}"},
    {"punctuation", "\\p{P}"},
    {"connectorpunctuation", "\\p{Pc}"},
    {"dashpunctuation", "\\p{Pd}"},
    {"openpunctuation", "\\p{Ps}"},
    {"closepunctuation", "\\p{Pe}"},
    {"initialpunctuation", "\\p{Pi}"},
    {"finalpunctuation", "\\p{Pf}"},
    {"otherpunctuation", "\\p{Po}"},
    {"symbol", "\\p{S}"},
    {"mathsymbol", "\\p{Sm}"},
    {"currencysymbol", "\\p{Sc}"},
    {"modifiersymbol", "\\p{Sk}"},
    {"othersymbol", "\\p{So}"},
    {"separator", "\\p{Z}"},
    {"spaceseparator", "\\p{Zs}"},
    {"lineseparator", "\\p{Zl}"},
    {"paragraphseparator", "\\p{Zp}"},
    {"other", "\\p{C}"},
    {"control", "\\p{Cc}"},
    {"format", "\\p{Cf}"},
    {"surrogate", "\\p{Cs}"},
    {"privateuse", "\\p{Co}"},
    {"unassigned", "\\p{Cn}"},
    {"alnum", "\\p{Alphabetic}\\p{Nd}"},
    {"alpha", "\\p{Alphabetic}"},
    {"blank", "\\p{Zs}\\t"},
    {"cntrl", "\\p{Cc}"},
    {"digit", "\\p{Nd}"},
    {"graph", "[:graph:]"},
    {"lower", "\\p{Lowercase}"},
    {"print", "[:print:]"},
    {"punct", "[:punct:]"},
    {"space", "\\s"},
    {"upper", "\\p{Uppercase}"},
    {"xdigit", kHexDigitMembers},
    {"word", kWordMembers},
    {"ascii", "\\x{0}-\\x{7f}"},
};

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

// Between `at_least` and `at_most` digits; the cursor stays where it was when there are fewer.
std::optional<char32_t> read_digits(Cursor& cursor, int base, std::size_t at_least, std::size_t at_most) {
    std::uint32_t value = 0;
    std::size_t count = 0;
    while (count < at_most && digit_value(cursor.peek(count)) < base) {
        value = value * static_cast<std::uint32_t>(base) +
                static_cast<std::uint32_t>(digit_value(cursor.peek(count)));
        ++count;
    }
    if (count < at_least) return std::nullopt;
    cursor.at += count;
    return value;
}

// "{41}"
std::optional<char32_t> read_braced(Cursor& cursor, int base) {
    Cursor ahead = cursor;
    if (!ahead.take("{")) return std::nullopt;
    const std::optional<char32_t> value = read_digits(ahead, base, 1, base == 8 ? 11 : 8);
    if (!value || !ahead.take("}")) return std::nullopt;
    cursor = ahead;
    return value;
}

bool is_surrogate(char32_t c, char32_t first) {
    return c >= first && c < first + 0x400;
}

std::optional<char32_t> read_u(Cursor& cursor) {
    if (const auto braced = read_braced(cursor, 16)) return braced;
    const std::optional<char32_t> unit = read_digits(cursor, 16, 4, 4);
    if (!unit || !is_surrogate(*unit, 0xd800)) return unit;
    Cursor ahead = cursor;
    if (!ahead.take("\\u")) return unit;
    const std::optional<char32_t> low = read_digits(ahead, 16, 4, 4);
    if (!low || !is_surrogate(*low, 0xdc00)) return unit;
    cursor = ahead;
    return 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00);
}

// \cA and \C-A
std::optional<char32_t> read_control(Cursor& cursor) {
    if (cursor.at_end() || static_cast<unsigned char>(cursor.peek()) >= 0x80 || cursor.peek() == '\\')
        return std::nullopt;
    const char c = cursor.peek();
    ++cursor.at;
    return c == '?' ? 0x7f : static_cast<unsigned char>(c) & 0x1f;
}

std::optional<Members> read_property(Cursor& cursor) {
    const bool capital = cursor.peek() == 'P';
    const std::size_t end = cursor.text.find('}', cursor.at);
    if (cursor.peek(1) != '{' || end == std::string_view::npos) return std::nullopt;
    std::string_view name = cursor.text.substr(cursor.at + 2, end - cursor.at - 2);
    cursor.at = end + 1;
    const bool negated = capital != (name.substr(0, 1) == "^");
    if (name.substr(0, 1) == "^") name.remove_prefix(1);

    std::string plain;
    for (const char c : text::lower(name)) {
        if (c != ' ' && c != '_' && c != '-') plain += c;
    }
    for (const Property& property : kProperties) {
        if (plain == property.name) return Members{std::string(property.items), negated};
    }
    // Java writes \p{IsAlphabetic}.
    if (plain.size() > 3 && plain.substr(0, 2) == "is") name = name.substr(2);
    return Members{(negated ? "\\P{" : "\\p{") + std::string(name) + "}", false};
}

}  // namespace

std::optional<Members> read_set_escape(Cursor& cursor) {
    const char c = cursor.peek();
    if (c == 'p' || c == 'P') return read_property(cursor);
    const std::string_view items = c == 'w' || c == 'W'   ? kWordMembers
                                   : c == 'h' || c == 'H' ? kHexDigitMembers
                                   : c == 'd'             ? "\\d"
                                   : c == 'D'             ? "\\D"
                                   : c == 's'             ? "\\s"
                                   : c == 'S'             ? "\\S"
                                                          : "";
    if (items.empty()) return std::nullopt;
    ++cursor.at;
    return Members{std::string(items), c == 'W' || c == 'H'};
}

std::optional<char32_t> read_character_escape(Cursor& cursor) {
    Cursor ahead = cursor;
    const char c = ahead.peek();
    ++ahead.at;
    std::optional<char32_t> value;
    switch (c) {
        case 't':
            value = '\t';
            break;
        case 'n':
            value = '\n';
            break;
        case 'r':
            value = '\r';
            break;
        case 'f':
            value = '\f';
            break;
        case 'v':
            value = '\v';
            break;
        case 'a':
            value = '\a';
            break;
        case 'e':
            value = 0x1b;
            break;
        case 'x':
            value = ahead.peek() == '{' ? read_braced(ahead, 16) : read_digits(ahead, 16, 0, 2);
            break;
        case 'u':
            value = read_u(ahead);
            break;
        case 'o':
            value = read_braced(ahead, 8);
            break;
        case 'c':
            value = read_control(ahead);
            break;
        case 'C':
            value = ahead.take("-") ? read_control(ahead) : std::nullopt;
            break;
        case '0':
            value = read_digits(ahead, 8, 0, 2);
            break;
        default:
            break;
    }
    if (value) cursor = ahead;
    return value;
}

std::string_view read_character(Cursor& cursor) {
    const std::size_t start = cursor.at++;
    if (static_cast<unsigned char>(cursor.text[start]) >= 0xc0) {
        while ((static_cast<unsigned char>(cursor.peek()) & 0xc0) == 0x80) ++cursor.at;
    }
    return cursor.text.substr(start, cursor.at - start);
}

std::string literal(char32_t character) {
    char digits[8];
    const auto [end, problem] =
        std::to_chars(digits, digits + sizeof digits, static_cast<std::uint32_t>(character), 16);
    static_cast<void>(problem);  // eight digits hold every value
    return "\\x{" + std::string(digits, end) + "}";
}

std::string literal(std::string_view utf8_character) {
    const char c = utf8_character.front();
    const bool plain = utf8_character.size() > 1 || static_cast<unsigned char>(c) >= 0x80 ||
                       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       static_cast<unsigned char>(c) <= 0x20;
    return (plain ? "" : "\\") + std::string(utf8_character);
}

}  // namespace tally::regex_dialect
