#include "format/definition_expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/semantic_version.h"
#include "base/text.h"
#include "format/definition_reader.h"

namespace tally::format {
namespace {

using namespace model;
using Kind = DefinitionTokenKind;

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

// Reads one expression. The first thing that is wrong is kept by the reader; from then on nothing more is
// done.
class DefinitionParser {
  public:
    DefinitionParser(std::string_view text, const DefinitionOptions& options)
        : in_(text, options.strict_compat), strict_compat_(options.strict_compat) {}

    Result<Definition> parse() {
        Definition definition = expression();
        while (!in_.failed() && !in_.at_end()) {
            in_.expect(',', "a comma");
            const std::size_t offset = in_.token().offset;
            if (!in_.failed()) merge(definition, expression(), offset);
        }
        if (in_.failed()) return in_.error();
        definition.warnings = in_.take_warnings();
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
            in_.fail_at_token("a type of matching rule definition",
                              "use matching, notEmpty, eachKey, eachValue, arrayContains, atLeast or atMost");
        } else if (depth_ == kMaxDefinitionDepth) {
            in_.fail(
                "the expression is nested more than " + std::to_string(kMaxDefinitionDepth) + " levels deep",
                "write it with fewer levels");
        } else {
            ++depth_;
            in_.advance();
            in_.expect('(', "an opening bracket");
            if (!in_.failed()) (this->*read)(definition);
            in_.expect(')', "a closing bracket");
            --depth_;
        }
        return definition;
    }

    void matching(Definition& definition) {
        static constexpr std::array<Entry, 13> kinds = {
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
             {"semver", &DefinitionParser::semver},
             {"contentType", &DefinitionParser::content_type}}};
        if (in_.is_symbol('$')) return reference(definition);
        const Part read = find(kinds);
        if (!read) return unknown_matcher(kinds);
        in_.advance();
        in_.expect(',', "a comma");
        if (!in_.failed()) (this->*read)(definition);
    }

    template <std::size_t size>
    void unknown_matcher(const std::array<Entry, size>& kinds) {
        if (in_.at_end()) return in_.fail_at_token("a matcher (equalTo, regex, etc.)", "");
        std::vector<std::string> names;
        for (const Entry& kind : kinds) names.emplace_back(kind.name);
        const std::string near = text::nearest(in_.token().text, names);
        in_.fail_at_token("the type of matcher", near.empty() ? "use one of " + text::join(names, ", ")
                                                              : "did you mean '" + near + "'");
    }

    template <class Rule>
    void example_of(Definition& definition) {
        definition.rules.push_back(MatchingRule{Rule{}});
        primitive(definition, true);
    }

    void not_empty(Definition& definition) { example_of<NotEmptyRule>(definition); }

    void number(Definition& definition) {
        definition.rules.push_back(MatchingRule{NumberRule{}});
        if (in_.is_word("fromProviderState")) return provider_state(definition);
        if (in_.token().kind != Kind::integer && in_.token().kind != Kind::decimal)
            return in_.fail_at_token("a number", "write the number without quotes");
        take_number(definition);
        definition.type = ExampleType::number;
    }

    void integer(Definition& definition) {
        definition.rules.push_back(MatchingRule{IntegerRule{}});
        if (in_.is_word("fromProviderState")) return provider_state(definition);
        in_.keep_whole_part();
        if (in_.token().kind != Kind::integer)
            return in_.fail_at_token("an integer", "write a whole number of at most 64 bits, without quotes");
        take_number(definition);
    }

    void decimal(Definition& definition) {
        if (in_.is_word("fromProviderState")) {
            // The core has this wrong; files that were written so have a number rule.
            definition.rules.push_back(strict_compat_ ? MatchingRule{NumberRule{}}
                                                      : MatchingRule{DecimalRule{}});
            return provider_state(definition);
        }
        definition.rules.push_back(MatchingRule{DecimalRule{}});
        const bool whole = in_.token().kind == Kind::integer;
        if (!whole && in_.token().kind != Kind::decimal)
            return in_.fail_at_token("a decimal number", "write the number without quotes");
        take_number(definition);
        definition.type = ExampleType::decimal;
        // 100 would contradict its own rule.
        if (whole) definition.example = json::Value::number(json_number(definition.value) + ".0");
    }

    template <DateKind kind>
    void date(Definition& definition) {
        const std::string format = in_.raw_text();
        in_.expect(',', "a comma");
        definition.rules.push_back(MatchingRule{DateRule{kind, format}});
        if (in_.is_word("fromProviderState")) return provider_state(definition);
        set_text(definition, in_.raw_text());
        definition.generator = DateGenerator{kind, format, std::nullopt};
    }

    void regex(Definition& definition) {
        definition.rules.push_back(MatchingRule{RegexRule{in_.escaped_text()}});
        in_.expect(',', "a comma");
        if (in_.is_word("fromProviderState")) return provider_state(definition);
        set_text(definition, in_.escaped_text());
    }

    void include(Definition& definition) {
        set_text(definition, in_.escaped_text());
        definition.rules.push_back(MatchingRule{IncludeRule{definition.value}});
    }

    void boolean(Definition& definition) {
        definition.rules.push_back(MatchingRule{BooleanRule{}});
        if (!in_.is_word("true") && !in_.is_word("false"))
            return in_.fail_at_token("a boolean", "write true or false without quotes");
        take_boolean(definition);
    }

    void semver(Definition& definition) {
        const DefinitionToken token = in_.token();
        set_text(definition, in_.escaped_text());
        definition.rules.push_back(MatchingRule{SemverRule{}});
        if (!in_.failed() && !is_semver(definition.value)) {
            in_.fail_at(token, "a semantic version",
                        "write it as '1.2.3', with '-pre.release' or '+build' if wanted");
        }
    }

    void content_type(Definition& definition) {
        definition.rules.push_back(MatchingRule{ContentTypeRule{in_.escaped_text()}});
        in_.expect(',', "a comma");
        set_text(definition, in_.escaped_text());
        definition.type = ExampleType::unknown;
    }

    void reference(Definition& definition) {
        if (each_depth_ > 0) {
            return in_.fail("a reference cannot stand inside eachKey or eachValue",
                            "write the matcher itself in place of the reference");
        }
        in_.advance();
        definition.value = in_.escaped_text();
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
            if (!rule.variants.empty()) in_.advance();
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
        } while (!in_.failed() && in_.is_symbol(','));

        if (reference) {
            definition.value = reference->name;
            definition.rules.push_back(std::move(*reference));
            return;
        }
        if (examples.size() == rule.variants.size()) definition.example = json::Value(std::move(examples));
        definition.rules.push_back(MatchingRule{std::move(rule)});
    }

    void at_least(Definition& definition) {
        definition.rules.push_back(MatchingRule{TypeRule{in_.count(), {}}});
    }
    void at_most(Definition& definition) {
        definition.rules.push_back(MatchingRule{TypeRule{{}, in_.count()}});
    }

    void primitive(Definition& definition, bool state_allowed) {
        if (in_.token().kind == Kind::string) return set_text(definition, in_.raw_text());
        if (in_.token().kind == Kind::integer || in_.token().kind == Kind::decimal)
            return take_number(definition);
        if (in_.is_word("true") || in_.is_word("false")) return take_boolean(definition);
        if (in_.is_word("null")) {
            definition.type = ExampleType::string;
            definition.example = json::Value();
            return in_.advance();
        }
        if (state_allowed && in_.is_word("fromProviderState")) return provider_state(definition);
        in_.fail_at_token("a primitive value",
                          "write a number, true, false, null or a text in single quotes");
    }

    // fromProviderState('expression', example)
    void provider_state(Definition& definition) {
        in_.advance();
        in_.expect('(', "an opening bracket");
        ProviderStateGenerator generator{in_.escaped_text(), std::nullopt};
        in_.expect(',', "a comma");
        if (!in_.failed()) primitive(definition, false);
        generator.data_type = data_type(definition.type);
        definition.generator = std::move(generator);
        in_.expect(')', "a closing bracket");
    }

    void set_text(Definition& definition, std::string text) {
        definition.type = ExampleType::string;
        definition.value = std::move(text);
        definition.example = json::Value(definition.value);
    }

    void take_number(Definition& definition) {
        definition.type = in_.token().kind == Kind::integer ? ExampleType::integer : ExampleType::decimal;
        definition.value = in_.token().text;
        definition.example = json::Value::number(json_number(in_.token().text));
        in_.advance();
    }

    void take_boolean(Definition& definition) {
        definition.type = ExampleType::boolean;
        definition.value = in_.token().text;
        definition.example = json::Value(in_.token().text == "true");
        in_.advance();
    }

    void merge(Definition& all, Definition next, std::size_t offset) {
        const auto has_example = [this](const Definition& definition) {
            return !definition.value.empty() || (!strict_compat_ && definition.example);
        };
        const bool first_has = has_example(all);
        if (first_has && has_example(next)) {
            in_.warn(offset, "a second example is not used", "give the example in the first expression only");
        }
        if (all.generator && next.generator) {
            in_.warn(offset, "a second generator is not used", "generate the value in one expression only");
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
            if (in_.is_word(entry.name)) return entry.read;
        }
        return nullptr;
    }

    DefinitionReader in_;
    bool strict_compat_;
    std::size_t depth_ = 0;
    std::size_t each_depth_ = 0;
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
    const DefinitionToken token = next_definition_token(text, 0, false);
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
