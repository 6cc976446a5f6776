// The escapes of Ruby's patterns that mean the same inside and outside of a character class. Private to the
// regex files.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tally::regex_dialect {

// A place in the pattern that is read.
struct Cursor {
    std::string_view text;
    std::size_t at = 0;

    bool at_end() const { return at >= text.size(); }
    char peek(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
    bool take(std::string_view wanted) {
        if (text.substr(at, wanted.size()) != wanted) return false;
        at += wanted.size();
        return true;
    }
};

// Members of a class as PCRE2 writes them between brackets.
struct Members {
    std::string items;
    bool negated = false;  // everything but these
};

// The cursor stands behind the backslash. On success it stands behind the escape, else where it was.
std::optional<Members> read_set_escape(Cursor& cursor);         // \w \W \d \D \s \S \h \H \p{..} \P{..}
std::optional<char32_t> read_character_escape(Cursor& cursor);  // \n \x41 \u0041 \cA \012 ...

// The character at the cursor, which must not be at the end. A byte that is not UTF-8 fails later, in PCRE2.
std::string_view read_character(Cursor& cursor);

// As a literal that PCRE2 reads alike inside and outside of a class.
std::string literal(char32_t character);
std::string literal(std::string_view utf8_character);

}  // namespace tally::regex_dialect
