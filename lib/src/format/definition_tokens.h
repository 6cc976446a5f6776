// The words of a matching rule definition expression: matching(regex, '\\d+', '12').
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::format {

enum class DefinitionTokenKind : std::uint8_t {
    word,     // letters only
    string,   // with its quotes
    integer,  // fits 64 bits
    decimal,
    symbol,  // one character: ( ) , $
    other,   // what the language has no use for, up to the next token
    end,
};

struct DefinitionToken {
    DefinitionTokenKind kind = DefinitionTokenKind::end;
    std::string_view text;
    std::size_t offset = 0;
};

// The token at `offset` or after the blanks there. `strict_compat`: a backslash before a quote both continues
// and ends a string, and the longest reading wins, as in the reference core. Otherwise a backslash takes the
// next character with it.
DefinitionToken next_definition_token(std::string_view text, std::size_t offset, bool strict_compat);

// What stands between the quotes, as it is. `strict_compat`: without any further quotes at its ends.
std::string_view unquoted(std::string_view string_token, bool strict_compat);

// \\ \b \f \n \r \t \uXXXX \u{X...} decoded, and \' unless `strict_compat`; other escapes keep their
// backslash. Nothing when a \u is malformed.
std::optional<std::string> unescaped(std::string_view text, bool strict_compat);

}  // namespace tally::format
