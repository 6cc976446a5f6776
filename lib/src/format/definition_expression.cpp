#include "format/definition_expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/semantic_version.h"
#include "base/text.h"
#include "format/definition_tokens.h"

namespace tally::format {
namespace {

using namespace model;
using Token = DefinitionToken;
using Kind = DefinitionTokenKind;

constexpr std::size_t kMaxQuoted = 40;
constexpr std::size_t kMaxWarnings = 10;

// Numbers of the language that JSON does not know: leading zeros, a final point.
std::string json_number(std::string_view digits) {
    std::string number;
    if (digits.starts_with('-')) {
        number = "-";
        digits.remove_prefix(1);
    }
    while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.remove_prefix(1);
    number += digits;
    return number.ends_with('.') ? number + '0' : number;
}

std::string_view data_type(ExampleType type) {
    switch (type) {
        case ExampleType::integer:
            return "INTEGER";
        case ExampleType::decimal:
            return "DECIMAL";
        case ExampleType::boolean:
            return "BOOLEAN";
        default:
            return "STRING";
    }
}

// Reads one expression. The first thing that is wrong is kept in error_; from then on nothing more is done.
class DefinitionParser {
  public:
    DefinitionParser(std::string_view text, const DefinitionOptions& options)
        : text_(text), strict_compat_(options.strict_compat) {
        advance();
    }

    Result<Definition> parse() {
        Definition definition = expression();
        while (!error_ && token_.kind != Kind::end) {
            expect(',', "a comma");
            const std::size_t offset = token_.offset;
            if (!error_) merge(definition, expression(), offset);
        }
        if (error_) return std::move(*error_);
        definition.warnings = std::move(warnings_);
        return definition;
    }

  private:
    using Part = void (DefinitionParser::*)(Definition&);
    struct Entry {
        std::string_view name;
        Part read;
    };

    Definition expression() {
        static constexpr std::array<Entry, 7> kinds = {{{"matching", &DefinitionParser::matching},
                                                        {"notEmpty", &DefinitionParser::not_empty},
                                                        {"eachKey", &DefinitionParser::each<EachKeyRule>},
                                                        {"eachValue", &DefinitionParser::each<EachValueRule>},
                                                        {"arrayContains", &DefinitionParser::array_contains},
                                                        {"atLeast", &DefinitionParser::at_least},
                                                        {"atMost", &DefinitionParser::at_most}}};
        Definition definition;
        const Part read = find(kinds);
        if (!read) {
            fail_at_token("a type of matching rule definition",
                          "use matching, notEmpty, eachKey, eachValue, arrayContains, atLeast or atMost");
        } else if (depth_ == kMaxDefinitionDepth) {
            fail("the expression is nested more than " + std::to_string(kMaxDefinitionDepth) + " levels deep",
                 "write it with fewer levels");
        } else {
            ++depth_;
            advance();
            expect('(', "an opening bracket");
            if (!error_) (this->*read)(definition);
            expect(')', "a closing bracket");
            --depth_;
        }
        return definition;
    }

    void matching(Definition& definition) {
        static constexpr std::array<Entry, 12> kinds = {
            {{"equalTo", &DefinitionParser::example_of<EqualityRule>},
             {"type", &DefinitionParser::example_of<TypeRule>},
             {"number", &DefinitionParser::number},
             {"integer", &DefinitionParser::integer},
             {"decimal", &DefinitionParser::decimal},
             {"datetime", &DefinitionParser::date<DateKind::datetime>},
             {"date", &DefinitionParser::date<DateKind::date>},
             {"time", &DefinitionParser::date<DateKind::time>},
             {"regex", &DefinitionParser::regex},
             {"include", &DefinitionParser::include},
             {"boolean", &DefinitionParser::boolean},
             {"semver", &DefinitionParser::semver}}};
        if (is_symbol('$')) return reference(definition);
        const bool is_content_type = is_word("contentType");
        const Part read = is_content_type ? &DefinitionParser::content_type : find(kinds);
        if (!read) return unknown_matcher(kinds);
        advance();
        expect(',', "a comma");
        if (!error_) (this->*read)(definition);
    }

    template <std::size_t size>
    void unknown_matcher(const std::array<Entry, size>& kinds) {
        if (token_.kind == Kind::end) return fail_at_token("a matcher (equalTo, regex, etc.)", "");
        std::vector<std::string> names = {"contentType"};
        for (const Entry& kind : kinds) names.emplace_back(kind.name);
        const std::string near = text::nearest(token_.text, names);
        fail_at_token("the type of matcher",
                      near.empty() ? "use one of " + text::join(names, ", ") : "did you mean '" + near + "'");
    }

    template <class Rule>
    void example_of(Definition& definition) {
        definition.rules.push_back(MatchingRule{Rule{}});
        primitive(definition, true);
    }

    void not_empty(Definition& definition) { example_of<NotEmptyRule>(definition); }

    void number(Definition& definition) {
        definition.rules.push_back(MatchingRule{NumberRule{}});
        if (is_word("fromProviderState")) return provider_state(definition);
        if (token_.kind != Kind::integer && token_.kind != Kind::decimal)
            return fail_at_token("a number", "write the number without quotes");
        take_number(definition);
        definition.type = ExampleType::number;
    }

    void integer(Definition& definition) {
        definition.rules.push_back(MatchingRule{IntegerRule{}});
        if (is_word("fromProviderState")) return provider_state(definition);
        keep_whole_part();
        if (token_.kind != Kind::integer)
            return fail_at_token("an integer", "write a whole number of at most 64 bits, without quotes");
        take_number(definition);
    }

    void decimal(Definition& definition) {
        if (is_word("fromProviderState")) {
            // The core has this wrong; files that were written so have a number rule.
            definition.rules.push_back(strict_compat_ ? MatchingRule{NumberRule{}}
                                                      : MatchingRule{DecimalRule{}});
            return provider_state(definition);
        }
        definition.rules.push_back(MatchingRule{DecimalRule{}});
        const bool whole = token_.kind == Kind::integer;
        if (!whole && token_.kind != Kind::decimal)
            return fail_at_token("a decimal number", "write the number without quotes");
        take_number(definition);
        definition.type = ExampleType::decimal;
        // 100 would contradict its own rule.
        if (whole) definition.example = json::Value::number(json_number(definition.value) + ".0");
    }

    template <DateKind kind>
    void date(Definition& definition) {
        const std::string format = raw_text();
        expect(',', "a comma");
        definition.rules.push_back(MatchingRule{DateRule{kind, format}});
        if (is_word("fromProviderState")) return provider_state(definition);
        set_text(definition, raw_text());
        definition.generator = DateGenerator{kind, format, std::nullopt};
    }

    void regex(Definition& definition) {
        definition.rules.push_back(MatchingRule{RegexRule{escaped_text()}});
        expect(',', "a comma");
        if (is_word("fromProviderState")) return provider_state(definition);
        set_text(definition, escaped_text());
    }

    void include(Definition& definition) {
        set_text(definition, escaped_text());
        definition.rules.push_back(MatchingRule{IncludeRule{definition.value}});
    }

    void boolean(Definition& definition) {
        definition.rules.push_back(MatchingRule{BooleanRule{}});
        if (!is_word("true") && !is_word("false"))
            return fail_at_token("a boolean", "write true or false without quotes");
        take_boolean(definition);
    }

    void semver(Definition& definition) {
        const Token token = token_;
        set_text(definition, escaped_text());
        definition.rules.push_back(MatchingRule{SemverRule{}});
        if (!error_ && !is_semver(definition.value)) {
            token_ = token;
            fail_at_token("a semantic version",
                          "write it as '1.2.3', with '-pre.release' or '+build' if wanted");
        }
    }

    void content_type(Definition& definition) {
        definition.rules.push_back(MatchingRule{ContentTypeRule{escaped_text()}});
        expect(',', "a comma");
        set_text(definition, escaped_text());
        definition.type = ExampleType::unknown;
    }

    void reference(Definition& definition) {
        if (each_depth_ > 0) {
            return fail("a reference cannot stand inside eachKey or eachValue",
                        "write the matcher itself in place of the reference");
        }
        advance();
        definition.value = escaped_text();
        definition.rules.push_back(RuleReference{definition.value});
    }

    template <class Rule>
    void each(Definition& definition) {
        ++each_depth_;
        Definition inner = expression();
        --each_depth_;
        Rule rule;
        for (auto& each : inner.rules) {
            if (auto* matcher = std::get_if<MatchingRule>(&each)) rule.rules.push_back(std::move(*matcher));
        }
        if (!inner.value.empty()) rule.value = json::Value(std::move(inner.value));
        rule.generator = std::move(inner.generator);
        definition.rules.push_back(MatchingRule{std::move(rule)});
    }

    void array_contains(Definition& definition) {
        ArrayContainsRule rule;
        json::Array examples;
        std::optional<RuleReference> reference;
        do {
            if (!rule.variants.empty()) advance();
            Definition variant = expression();
            if (definition.value.empty()) definition.value = variant.value;
            if (variant.example) examples.push_back(std::move(*variant.example));
            ArrayContainsVariant& added = rule.variants.emplace_back();
            added.index = rule.variants.size() - 1;
            RuleList list;
            for (auto& each : variant.rules) {
                if (auto* matcher = std::get_if<MatchingRule>(&each))
                    list.rules.push_back(std::move(*matcher));
                else if (!reference)
                    reference = std::move(std::get<RuleReference>(each));
            }
            added.rules.push_back({"$", {}, std::move(list)});
            if (variant.generator) added.generators.push_back({"$", {}, std::move(*variant.generator)});
        } while (!error_ && is_symbol(','));

        if (reference) {
            definition.value = reference->name;
            definition.rules.push_back(std::move(*reference));
            return;
        }
        if (examples.size() == rule.variants.size()) definition.example = json::Value(std::move(examples));
        definition.rules.push_back(MatchingRule{std::move(rule)});
    }

    void at_least(Definition& definition) { definition.rules.push_back(MatchingRule{TypeRule{count(), {}}}); }
    void at_most(Definition& definition) { definition.rules.push_back(MatchingRule{TypeRule{{}, count()}}); }

    std::optional<std::size_t> count() {
        keep_whole_part();
        std::size_t number = 0;
        const char* end = token_.text.data() + token_.text.size();
        const bool unsigned_number = token_.kind == Kind::integer && token_.text.front() != '-' &&
                                     std::from_chars(token_.text.data(), end, number).ec == std::errc();
        if (!unsigned_number) {
            fail_at_token("an unsigned number", "write how many elements there are, from 0");
            return std::nullopt;
        }
        advance();
        return number;
    }

    void primitive(Definition& definition, bool state_allowed) {
        if (token_.kind == Kind::string) return set_text(definition, raw_text());
        if (token_.kind == Kind::integer || token_.kind == Kind::decimal) return take_number(definition);
        if (is_word("true") || is_word("false")) return take_boolean(definition);
        if (is_word("null")) {
            definition.type = ExampleType::string;
            definition.example = json::Value();
            return advance();
        }
        if (state_allowed && is_word("fromProviderState")) return provider_state(definition);
        fail_at_token("a primitive value", "write a number, true, false, null or a text in single quotes");
    }

    // fromProviderState('expression', example)
    void provider_state(Definition& definition) {
        advance();
        expect('(', "an opening bracket");
        ProviderStateGenerator generator{escaped_text(), std::nullopt};
        expect(',', "a comma");
        if (!error_) primitive(definition, false);
        generator.data_type = data_type(definition.type);
        definition.generator = std::move(generator);
        expect(')', "a closing bracket");
    }

    void set_text(Definition& definition, std::string text) {
        definition.type = ExampleType::string;
        definition.value = std::move(text);
        definition.example = json::Value(definition.value);
    }

    void take_number(Definition& definition) {
        definition.type = token_.kind == Kind::integer ? ExampleType::integer : ExampleType::decimal;
        definition.value = token_.text;
        definition.example = json::Value::number(json_number(token_.text));
        advance();
    }

    void take_boolean(Definition& definition) {
        definition.type = ExampleType::boolean;
        definition.value = token_.text;
        definition.example = json::Value(token_.text == "true");
        advance();
    }

    // A string in which the core decodes no escapes.
    std::string raw_text() { return strict_compat_ ? string(false) : string(true); }
    std::string escaped_text() { return string(true); }

    std::string string(bool with_escapes) {
        if (token_.kind != Kind::string) {
            fail_at_token("a string value", "put the text in single quotes");
            return {};
        }
        const std::string_view inner = unquoted(token_.text, strict_compat_);
        std::optional<std::string> text =
            with_escapes ? unescaped(inner, strict_compat_) : std::string(inner);
        if (!text) {
            fail("the string has a malformed \\u escape",
                 "write \\u and four hexadecimal digits, or \\u{...}, or \\\\u for a backslash");
            return {};
        }
        advance();
        return std::move(*text);
    }

    void merge(Definition& all, Definition next, std::size_t offset) {
        const auto has_example = [this](const Definition& definition) {
            return !definition.value.empty() || (!strict_compat_ && definition.example);
        };
        const bool first_has = has_example(all);
        if (first_has && has_example(next)) {
            warn(offset, "a second example is not used", "give the example in the first expression only");
        }
        if (all.generator && next.generator) {
            warn(offset, "a second generator is not used", "generate the value in one expression only");
        }
        if (!first_has) {
            all.value = std::move(next.value);
            all.example = std::move(next.example);
        }
        if (all.type == ExampleType::unknown) all.type = next.type;
        if (!all.generator) all.generator = std::move(next.generator);
        std::move(next.rules.begin(), next.rules.end(), std::back_inserter(all.rules));
    }

    template <std::size_t size>
    Part find(const std::array<Entry, size>& entries) const {
        for (const Entry& entry : entries) {
            if (is_word(entry.name)) return entry.read;
        }
        return nullptr;
    }

    bool is_word(std::string_view word) const { return token_.kind == Kind::word && token_.text == word; }
    bool is_symbol(char symbol) const { return token_.kind == Kind::symbol && token_.text.front() == symbol; }

    void expect(char symbol, std::string_view name) {
        if (error_) return;
        if (!is_symbol(symbol)) return fail_at_token(name, "");
        advance();
    }

    // Where only a whole number fits, the fraction is what is wrong, not the number.
    void keep_whole_part() {
        if (token_.kind != Kind::decimal) return;
        const std::size_t point = token_.offset + token_.text.find('.');
        token_ = next_definition_token(text_.substr(0, point), token_.offset, strict_compat_);
    }

    void advance() {
        token_ = next_definition_token(text_, token_.offset + token_.text.size(), strict_compat_);
    }

    void fail_at_token(std::string_view expected, std::string remedy) {
        fail("expected " + std::string(expected) + ", got " + token_text(), std::move(remedy));
    }

    std::string token_text() const {
        if (token_.kind == Kind::end) return "the end of the expression";
        return '\'' + text::shorten(text::printable(token_.text), kMaxQuoted) + '\'';
    }

    void fail(std::string what, std::string remedy) {
        if (error_) return;
        error_ = Error{ErrorCode::invalid_input, place(token_.offset), std::move(what), std::move(remedy)};
    }

    void warn(std::size_t offset, std::string_view what, std::string_view remedy) {
        if (warnings_.size() == kMaxWarnings) return;
        warnings_.push_back({place(offset), std::string(what), std::string(remedy)});
    }

    std::string place(std::size_t offset) const {
        const json::Position position = json::position_of(text_, offset);
        return std::to_string(position.line) + ':' + std::to_string(position.column);
    }

    std::string_view text_;
    bool strict_compat_;
    Token token_;
    std::size_t depth_ = 0;
    std::size_t each_depth_ = 0;
    std::optional<Error> error_;
    Warnings warnings_;
};

}  // namespace

std::string_view to_text(ExampleType type) {
    switch (type) {
        case ExampleType::string:
            return "String";
        case ExampleType::number:
            return "Number";
        case ExampleType::integer:
            return "Integer";
        case ExampleType::decimal:
            return "Decimal";
        case ExampleType::boolean:
            return "Boolean";
        case ExampleType::unknown:
            break;
    }
    return "Unknown";
}

bool is_definition(std::string_view text) {
    static constexpr std::array<std::string_view, 7> keywords = {
        "matching", "notEmpty", "eachKey", "eachValue", "arrayContains", "atLeast", "atMost"};
    const Token token = next_definition_token(text, 0, false);
    return token.kind == Kind::word &&
           std::find(keywords.begin(), keywords.end(), token.text) != keywords.end();
}

Result<Definition> parse_definition(std::string_view text, const DefinitionOptions& options) {
    if (text.empty()) {
        return Error{ErrorCode::invalid_input, "1:1", "the matching rule definition is empty",
                     "write for example matching(type, 'example')"};
    }
    if (text.size() > kMaxDefinitionBytes) {
        return Error{
            ErrorCode::too_large, "1:1",
            "the matching rule definition has more than " + std::to_string(kMaxDefinitionBytes) + " bytes",
            "split it into several attributes"};
    }
    if (is_definition(text)) return DefinitionParser(text, options).parse();
    Definition plain;
    plain.value = text;
    plain.type = ExampleType::string;
    plain.example = json::Value(text);
    return plain;
}

}  // namespace tally::format
