// Walks over a matching rule definition expression token by token and keeps the first thing that is wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "format/definition_tokens.h"
#include "format/warning.h"
#include "tally/result.h"

namespace tally::format {

// After a failure the token stays where it is; callers ask failed() before they go on to more work.
class DefinitionReader {
  public:
    DefinitionReader(std::string_view text, bool strict_compat);

    const DefinitionToken& token() const { return token_; }
    bool at_end() const { return token_.kind == DefinitionTokenKind::end; }
    bool is_word(std::string_view word) const;
    bool is_symbol(char symbol) const;

    void advance();
    void expect(char symbol, std::string_view name);

    // The string at the current token. Escapes are decoded, except with strict_compat in a raw one. "" after
    // a failure.
    std::string raw_text() { return text(!strict_compat_); }
    std::string escaped_text() { return text(true); }
    // A number of elements.
    std::optional<std::size_t> count();
    // Where only a whole number fits, the fraction is what is wrong, not the number.
    void keep_whole_part();

    bool failed() const { return error_.has_value(); }
    // "expected EXPECTED, got TOKEN"
    void fail_at_token(std::string_view expected, std::string remedy) {
        fail_at(token_, expected, std::move(remedy));
    }
    void fail_at(const DefinitionToken& token, std::string_view expected, std::string remedy);
    void fail(std::string what, std::string remedy);
    void warn(std::size_t offset, std::string_view what, std::string_view remedy);

    Error error() const { return *error_; }
    Warnings take_warnings() { return std::move(warnings_); }

  private:
    std::string text(bool with_escapes);
    std::string place(std::size_t offset) const;

    std::string_view text_;
    bool strict_compat_;
    DefinitionToken token_;
    std::optional<Error> error_;
    Warnings warnings_;
};

}  // namespace tally::format
