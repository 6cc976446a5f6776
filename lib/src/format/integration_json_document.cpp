#include "format/integration_json_document.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "format/definition_expression.h"
#include "format/generators_json.h"
#include "format/integration_json_rule.h"

namespace tally::format {
namespace {

using namespace model;

constexpr std::string_view kMatcherType = "pact:matcher:type";
constexpr std::string_view kGeneratorType = "pact:generator:type";

constexpr std::size_t kMaxQuoted = 200;

bool is_instruction(std::string_view name) {
    return name.starts_with("pact:");
}

bool is_array_contains(std::string_view name) {
    return name == "arrayContains" || name == "array-contains";
}

// Names of matchers that an expression also starts with.
bool is_bare_name(std::string_view text) {
    return text == "eachKey" || text == "eachValue" || text == "notEmpty" || text == "arrayContains";
}

bool is_about_values(const MatchingRule& rule) {
    return std::holds_alternative<ValuesRule>(rule.kind) || std::holds_alternative<EachValueRule>(rule.kind);
}

bool has_unnamed_field(const PathExpression& path) {
    return std::any_of(path.steps.begin(), path.steps.end(), [](const PathStep& step) {
        const Field* field = std::get_if<Field>(&step);
        return field && field->name.empty();
    });
}

}  // namespace

bool describes_matcher(const json::Value& value, const IntegrationOptions& options) {
    return value.find(kMatcherType) || (!options.strict_compat && value.find(kGeneratorType));
}

json::Value IntegrationDocument::read(const Node& node) {
    if (depth_ == json::kMaxDepth) {
        reading_.refuse(
            node, "the description is nested more than " + std::to_string(json::kMaxDepth) + " levels deep",
            "describe it with fewer levels");
        return {};
    }
    ++depth_;
    json::Value example;
    if (describes_matcher(node.value(), options_))
        example = read_described(node);
    else if (node.value().is_object())
        example = read_object(node, false);
    else if (node.value().is_array())
        example = read_array(node, false);
    else
        example = node.value();
    --depth_;
    return example;
}

json::Value IntegrationDocument::read_described(const Node& node) {
    std::optional<DescribedMatcher> matcher = read_matcher(node);
    if (!matcher) return {};
    const std::optional<Node> value = node.find("value");
    json::Value example;
    if (value)
        example = read_value(*value, *matcher);
    else if (matcher->example)
        example = std::move(*matcher->example);
    add(node, std::move(*matcher));
    return example;
}

json::Value IntegrationDocument::read_value(const Node& value, const DescribedMatcher& matcher) {
    if (value.value().is_array()) return read_array(value, true);
    if (!value.value().is_object() || describes_matcher(value.value(), options_)) return read(value);
    return read_object(value, std::any_of(matcher.rules.begin(), matcher.rules.end(), is_about_values));
}

json::Value IntegrationDocument::read_object(const Node& node, bool any_field) {
    json::Object example;
    for (const json::Member& member : *node.value().object()) {
        if (is_instruction(member.name)) {
            warn_of_unused(node.at(member), member.name);
            continue;
        }
        enter(any_field ? PathStep(AnyField{}) : step_of(member.name));
        example.set(member.name, read(node.at(member)));
        leave();
    }
    return json::Value(std::move(example));
}

void IntegrationDocument::warn_of_unused(const Node& node, const std::string& name) {
    const std::string near = text::nearest(name, {std::string(kMatcherType), std::string(kGeneratorType)});
    reading_.warn(
        node, "'" + text::shorten(text::printable(name), kMaxQuoted) + "' means nothing here and is left out",
        near.empty() || near == name ? "remove it" : "did you mean '" + near + "'");
}

json::Value IntegrationDocument::read_array(const Node& node, bool any_index) {
    json::Array example;
    const std::size_t size = node.value().array()->size();
    example.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
        enter(any_index ? PathStep(AnyIndex{}) : PathStep(Index{i}));
        example.push_back(read(node.at(i)));
        leave();
    }
    return json::Value(std::move(example));
}

PathStep IntegrationDocument::step_of(const std::string& name) const {
    if (!options_.strict_compat) return Field{name};
    if (name == "*") return AnyField{};
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error == std::errc() && end == name.data() + name.size()) return Index{index};
    return Field{name};
}

std::optional<DescribedMatcher> IntegrationDocument::read_matcher(const Node& node) {
    DescribedMatcher matcher;
    if (!read_rules(node, matcher) || !read_generator_of(node, matcher)) return std::nullopt;
    // Where a value is generated, nobody means the example to be matched exactly.
    if (matcher.generator && !node.find(kMatcherType)) matcher.rules.push_back(MatchingRule{TypeRule{}});
    return matcher;
}

bool IntegrationDocument::read_rules(const Node& node, DescribedMatcher& matcher) {
    const std::optional<Node> type = node.find(kMatcherType);
    if (!type) return true;
    if (const std::string* text = type->value().string()) {
        if (!is_bare_name(*text) && is_definition(*text)) return read_expression(*type, node, matcher);
        return read_named_rule(node, *text, matcher);
    }
    const json::Array* several = type->value().array();
    if (!several) {
        fail(*type, "'pact:matcher:type' is " + std::string(kind_with_article(type->value().kind())),
             "write a matcher's name, an expression or an array of matchers");
        return false;
    }
    for (std::size_t i = 0; i < several->size(); ++i) {
        const Node each = type->at(i);
        const json::Value* name = each.value().find(kMatcherType);
        if (!name || !name->string()) {
            fail(each, "a matcher of the array has no name",
                 "write each as an object, for example {\"pact:matcher:type\": \"type\"}");
            return false;
        }
        if (!read_named_rule(each, *name->string(), matcher)) return false;
    }
    return true;
}

bool IntegrationDocument::read_named_rule(const Node& node, std::string_view name,
                                          DescribedMatcher& matcher) {
    if (is_array_contains(name)) return read_variants(node, matcher);
    Result<MatchingRule> rule = read_integration_rule(node, name, reading_);
    if (!rule) {
        fail(node, rule.error().what, rule.error().remedy);
        return false;
    }
    matcher.rules.push_back(std::move(*rule));
    return true;
}

bool IntegrationDocument::read_expression(const Node& type, const Node& node, DescribedMatcher& matcher) {
    const std::string& text = *type.value().string();
    Result<Definition> definition = parse_definition(text, {options_.strict_compat});
    if (!definition) {
        fail(type,
             "at " + definition.error().where + " of the expression \"" +
                 text::shorten(text::printable(text), kMaxQuoted) + "\": " + definition.error().what,
             definition.error().remedy);
        return false;
    }
    // Several examples are no mistake where none of them is used.
    for (Warning& warning : definition->warnings) {
        if (!node.find("value")) reading_.warn(type, std::move(warning.what), std::move(warning.remedy));
    }
    for (auto& each : definition->rules) {
        if (auto* rule = std::get_if<MatchingRule>(&each)) {
            matcher.rules.push_back(std::move(*rule));
            continue;
        }
        const std::string& name = std::get<RuleReference>(each).name;
        if (!node.find(name)) {
            fail(type, "the expression refers to '" + name + "', which does not exist beside it",
                 "add the attribute '" + name + "' or write the matcher itself");
            return false;
        }
        matcher.rules.push_back(MatchingRule{TypeRule{}});
    }
    matcher.generator = std::move(definition->generator);
    if (!options_.strict_compat) matcher.example = std::move(definition->example);
    return true;
}

bool IntegrationDocument::read_variants(const Node& node, DescribedMatcher& matcher) {
    const std::optional<Node> variants = node.find("variants");
    const json::Array* array = variants ? variants->value().array() : nullptr;
    if (!array) {
        fail(node, "matcher 'arrayContains' has no 'variants' array",
             "add the elements that must occur, for example \"variants\": [1, \"a\"]");
        return false;
    }
    ArrayContainsRule rule;
    json::Array examples;
    for (std::size_t i = 0; i < array->size(); ++i) {
        IntegrationDocument element(reading_, options_);
        element.depth_ = depth_;
        examples.push_back(element.read(variants->at(i)));
        rule.variants.push_back({i, element.take_rules(), element.take_generators()});
    }
    matcher.example = json::Value(std::move(examples));
    matcher.rules.push_back(MatchingRule{std::move(rule)});
    return true;
}

bool IntegrationDocument::read_generator_of(const Node& node, DescribedMatcher& matcher) {
    const std::optional<Node> type = node.find(kGeneratorType);
    if (!type || (options_.strict_compat && !node.find(kMatcherType))) return true;
    Result<Generator> generator = read_integration_generator(node, type->value());
    if (generator) {
        matcher.generator = std::move(*generator);
        return true;
    }
    fail(*type, generator.error().what, generator.error().remedy);
    return options_.strict_compat;  // the core goes on without it
}

void IntegrationDocument::add(const Node& node, DescribedMatcher matcher) {
    if (matcher.rules.empty() && !matcher.generator) return;
    if (!options_.strict_compat && has_unnamed_field(path_)) {
        fail(node, "a member without a name cannot have a matcher, since no path leads to it",
             "give the member a name, or write its value without a matcher");
        return;
    }
    const std::string key = to_text(path_);
    if (!matcher.rules.empty()) {
        const auto [at, is_new] = rule_positions_.try_emplace(key, rules_.size());
        if (is_new) rules_.push_back({key, path_, {}});
        std::move(matcher.rules.begin(), matcher.rules.end(),
                  std::back_inserter(rules_[at->second].list.rules));
    }
    if (!matcher.generator) return;
    const auto [at, is_new] = generator_positions_.try_emplace(key, generators_.size());
    if (is_new)
        generators_.push_back({key, path_, std::move(*matcher.generator)});
    else
        generators_[at->second].generator = std::move(*matcher.generator);
}

void IntegrationDocument::fail(const Node& node, std::string what, std::string remedy) {
    if (options_.strict_compat)
        reading_.warn(node, std::move(what), std::move(remedy));
    else
        reading_.refuse(node, std::move(what), std::move(remedy));
}

}  // namespace tally::format
