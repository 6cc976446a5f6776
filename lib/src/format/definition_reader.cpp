#include "format/definition_reader.h"

#include <charconv>
#include <utility>

#include "base/json.h"
#include "base/text.h"

namespace tally::format {
namespace {

using Kind = DefinitionTokenKind;

constexpr std::size_t kMaxQuoted = 40;
constexpr std::size_t kMaxWarnings = 10;

std::string shown(const DefinitionToken& token) {
    if (token.kind == Kind::end) return "the end of the expression";
    return '\'' + text::shorten(text::printable(token.text), kMaxQuoted) + '\'';
}

}  // namespace

DefinitionReader::DefinitionReader(std::string_view text, bool strict_compat)
    : text_(text), strict_compat_(strict_compat) {
    advance();
}

bool DefinitionReader::is_word(std::string_view word) const {
    return token_.kind == Kind::word && token_.text == word;
}

bool DefinitionReader::is_symbol(char symbol) const {
    return token_.kind == Kind::symbol && token_.text.front() == symbol;
}

void DefinitionReader::advance() {
    token_ = next_definition_token(text_, token_.offset + token_.text.size(), strict_compat_);
}

void DefinitionReader::expect(char symbol, std::string_view name) {
    if (failed()) return;
    if (is_symbol(symbol))
        advance();
    else
        fail_at_token(name, "");
}

std::string DefinitionReader::text(bool with_escapes) {
    if (token_.kind != Kind::string) {
        fail_at_token("a string value", "put the text in single quotes");
        return {};
    }
    const std::string_view inner = unquoted(token_.text, strict_compat_);
    std::optional<std::string> text = with_escapes ? unescaped(inner, strict_compat_) : std::string(inner);
    if (!text) {
        fail("the string has a malformed \\u escape",
             "write \\u and four hexadecimal digits, or \\u{...}, or \\\\u for a backslash");
        return {};
    }
    advance();
    return std::move(*text);
}

std::optional<std::size_t> DefinitionReader::count() {
    keep_whole_part();
    std::size_t number = 0;
    const char* end = token_.text.data() + token_.text.size();
    const bool is_count = token_.kind == Kind::integer && token_.text.front() != '-' &&
                          std::from_chars(token_.text.data(), end, number).ec == std::errc();
    if (!is_count) {
        fail_at_token("an unsigned number", "write how many elements there are, from 0");
        return std::nullopt;
    }
    advance();
    return number;
}

void DefinitionReader::keep_whole_part() {
    if (token_.kind != Kind::decimal) return;
    const std::size_t point = token_.offset + token_.text.find('.');
    token_ = next_definition_token(text_.substr(0, point), token_.offset, strict_compat_);
}

void DefinitionReader::fail_at(const DefinitionToken& token, std::string_view expected, std::string remedy) {
    if (failed()) return;
    error_ = Error{ErrorCode::invalid_input, place(token.offset),
                   "expected " + std::string(expected) + ", got " + shown(token), std::move(remedy)};
}

void DefinitionReader::fail(std::string what, std::string remedy) {
    if (failed()) return;
    error_ = Error{ErrorCode::invalid_input, place(token_.offset), std::move(what), std::move(remedy)};
}

void DefinitionReader::warn(std::size_t offset, std::string_view what, std::string_view remedy) {
    if (warnings_.size() == kMaxWarnings) return;
    warnings_.push_back({place(offset), std::string(what), std::string(remedy)});
}

std::string DefinitionReader::place(std::size_t offset) const {
    const json::Position position = json::position_of(text_, offset);
    return std::to_string(position.line) + ':' + std::to_string(position.column);
}

}  // namespace tally::format
