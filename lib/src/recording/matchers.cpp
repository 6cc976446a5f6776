#include "tally/matchers.h"

#include <string>
#include <utility>

#include "format/definition_expression.h"
#include "matching/apply_rule.h"
#include "recording/value_parts.h"
#include "recording/written_matcher.h"

namespace tally::matchers {

using recording::check_example;
using recording::in_quotes;
using recording::kind_of;
using recording::note;
using recording::Parts;
using recording::value_of;
using recording::ValueNode;
using recording::with_rule;

namespace {

Value from_document(const json::Value& document) {
    ValueNode node;
    if (const json::Array* elements = document.array()) {
        std::vector<Value> items;
        for (const json::Value& element : *elements) items.push_back(from_document(element));
        node.content = std::move(items);
    } else if (const json::Object* object = document.object()) {
        std::vector<Member> members;
        for (const json::Member& member : *object) members.emplace_back(member.name, from_document(member.value));
        node.content = std::move(members);
    } else {
        node.content = document;
    }
    return value_of(std::move(node));
}

// Written without a matcher, a value means itself.
std::vector<model::MatchingRule> rules_of(const Value& matcher) {
    std::vector<model::MatchingRule> rules = matcher.node().rules;
    if (rules.empty()) rules.push_back({model::EqualityRule{}});
    return rules;
}

json::Value example_of(const Value& value) {
    std::vector<recording::Mistake> told_elsewhere;
    return recording::document_parts(value, Place(), told_elsewhere).example;
}

}  // namespace

Value array(std::initializer_list<Value> items) {
    return Value::array(std::vector<Value>(items));
}
Value object(std::initializer_list<Member> members) {
    return Value::object(std::vector<Member>(members));
}

Value from_json(const std::string& text, Place place) {
    const Result<json::Value> document = json::parse(text);
    if (document) return from_document(*document);
    ValueNode node;
    note(node, place, "from_json() was given no JSON: " + document.error().text() + "; correct the text");
    return value_of(std::move(node));
}

Value like(Value example, Place) {
    return value_of(with_rule(example, model::TypeRule{}));
}

Value equal_to(Value value, Place) {
    return value_of(with_rule(value, model::EqualityRule{}));
}

Value each_like(Value example, Count count, State when_empty, Place place) {
    ValueNode node;
    node.parts = Parts::any_index;
    const std::size_t least = count.least == 0 ? 1 : count.least;
    node.rules.push_back(model::MatchingRule{model::TypeRule{least, count.most}});
    if (count.least == 0) {
        node.alternatives.push_back({Value::array({}), "with % empty", std::move(when_empty), place});
    } else if (!when_empty.name.empty()) {
        note(node, place, "each_like() has a state for the empty list but asks for elements; write at_least(0)");
    }
    if (count.most && *count.most < count.least) {
        note(node, place,
             "each_like() asks for at least " + std::to_string(count.least) + " and at most " +
                 std::to_string(*count.most) + " elements; no list can have that");
    }
    constexpr std::size_t kMostExamples = 1000;
    if (count.least > kMostExamples)
        note(node, place, "each_like() writes as many examples as it asks for; ask for at most 1000");
    node.content = std::vector<Value>(least > kMostExamples ? 1 : least, example);
    return value_of(std::move(node));
}

Value each_like(Value example, Count count, Place place) {
    return each_like(std::move(example), count, State{}, place);
}

Value array_containing(std::vector<Value> variants, Place place) {
    ValueNode node;
    node.parts = Parts::variants;
    model::ArrayContainsRule rule;
    std::vector<recording::Mistake> told_when_run;
    for (const Value& variant : variants) {
        recording::DocumentParts parts = recording::document_parts(variant, place, told_when_run);
        rule.variants.push_back({rule.variants.size(), std::move(parts.rules), std::move(parts.generators)});
    }
    if (variants.empty())
        note(node, place, "array_containing() is satisfied by every list; write what has to be in it");
    node.rules.push_back({std::move(rule)});
    node.content = std::move(variants);
    return value_of(std::move(node));
}

Value each_value_like(std::string name, Value example, Place) {
    ValueNode node;
    node.parts = Parts::any_field;
    node.rules.push_back({model::ValuesRule{}});
    node.content = std::vector<Member>{{std::move(name), std::move(example)}};
    return value_of(std::move(node));
}

Value each_key(Value matcher, Value example, Place place) {
    ValueNode node = with_rule(example, model::EachKeyRule{rules_of(matcher), std::nullopt, std::nullopt});
    for (const recording::Mistake& mistake : matcher.node().mistakes) node.mistakes.push_back(mistake);
    if (node.members() == nullptr) {
        note(node, place, "the example of each_key() is no object; write one, for example {{\"name\", 1}}");
        return value_of(std::move(node));
    }
    for (const Member& member : *node.members()) {
        for (const model::MatchingRule& rule : rules_of(matcher)) {
            if (const auto complaint = matching::check_text(rule, member.name, member.name, {}))
                note(node, place, "the name " + in_quotes(member.name) + " breaks the matcher: " + *complaint);
        }
    }
    return value_of(std::move(node));
}

Value each_value(Value matcher, Value example, Place place) {
    ValueNode node =
        with_rule(example, model::EachValueRule{rules_of(matcher), std::nullopt, matcher.node().generator});
    for (const recording::Mistake& mistake : matcher.node().mistakes) node.mistakes.push_back(mistake);
    if (node.scalar() != nullptr) {
        note(node, place, "the example of each_value() is neither an object nor a list; write one of them");
        return value_of(std::move(node));
    }
    const auto check = [&](const Value& value) {
        const json::Value part = example_of(value);
        if (part.is_object() || part.is_array()) return;
        for (const model::MatchingRule& rule : rules_of(matcher)) {
            if (const auto complaint = matching::check_value(rule, part, part, {}))
                note(node, place, "a value of the example breaks the matcher: " + *complaint);
        }
    };
    if (const auto* members = node.members()) {
        for (const Member& member : *members) check(member.value);
    } else {
        for (const Value& item : *node.items()) check(item);
    }
    return value_of(std::move(node));
}

Value matches_any(std::vector<Value> matchers, Place place) {
    ValueNode node;
    if (!matchers.empty()) node = matchers.front().node();
    node.rules.clear();
    node.combine = model::Combine::any;
    if (matchers.size() < 2) note(node, place, "matches_any() chooses between matchers; write two at least");
    for (std::size_t i = 0; i < matchers.size(); ++i) {
        const ValueNode& matcher = matchers[i].node();
        if (i > 0) node.mistakes.insert(node.mistakes.end(), matcher.mistakes.begin(), matcher.mistakes.end());
        if (matcher.rules.size() > 1)
            note(node, place, "matches_any() takes single matchers; a matcher around a matcher cannot stand in it");
        if (i > 0 && matcher.rules.empty())
            note(node, place,
                 "a plain value in matches_any() has to come first, since it is the example; use any_of() for several "
                 "values");
        const std::vector<model::MatchingRule> rules = rules_of(matchers[i]);
        node.rules.insert(node.rules.end(), rules.begin(), rules.end());
    }
    return value_of(std::move(node));
}

Value not_empty(Value example, Place place) {
    ValueNode node = with_rule(example, model::NotEmptyRule{});
    const bool empty = (node.items() != nullptr && node.items()->empty()) ||
                       (node.members() != nullptr && node.members()->empty());
    if (empty)
        note(node, place, "the example of not_empty() is empty; write one with something in it");
    else
        check_example(node, place);
    return value_of(std::move(node));
}

Value number(Value example, Place place) {
    ValueNode node = with_rule(example, model::NumberRule{});
    const json::Kind kind = kind_of(node);
    if (kind != json::Kind::integer && kind != json::Kind::decimal)
        note(node, place, "the example of number() is not a number; write one, for example number(1)");
    return value_of(std::move(node));
}

Value integer(Value example, Place place) {
    ValueNode node = with_rule(example, model::IntegerRule{});
    const json::Kind kind = kind_of(node);
    if (kind == json::Kind::decimal)
        note(node, place,
             "the example of integer() has a fraction; use decimal() or number(), or write a whole number");
    else if (kind != json::Kind::integer)
        note(node, place, "the example of integer() is not a number; write one, for example integer(1)");
    return value_of(std::move(node));
}

Value decimal(double example, Place) {
    return value_of(with_rule(example, model::DecimalRule{}));
}

Value boolean(Value example, Place place) {
    ValueNode node = with_rule(example, model::BooleanRule{});
    if (kind_of(node) != json::Kind::boolean)
        note(node, place, "the example of boolean() is neither true nor false; write one of them");
    return value_of(std::move(node));
}

Value null(Place) {
    return value_of(with_rule(nullptr, model::NullRule{}));
}

Value from_provider_state(std::string expression, Value example, Place place) {
    ValueNode node = with_rule(example, model::TypeRule{});
    if (expression.find("${") == std::string::npos)
        note(node, place,
             "the expression " + in_quotes(expression) + " names no value of the state; write it as \"${name}\"");
    std::optional<std::string> type;
    switch (kind_of(node)) {
        case json::Kind::boolean:
            type = "BOOLEAN";
            break;
        case json::Kind::integer:
            type = "INTEGER";
            break;
        case json::Kind::decimal:
            type = "DECIMAL";
            break;
        case json::Kind::array:
        case json::Kind::object:
            break;
        default:
            type = "STRING";
    }
    node.generator = model::ProviderStateGenerator{std::move(expression), std::move(type)};
    return value_of(std::move(node));
}

Value matching(const std::string& expression, Place place) {
    ValueNode node;
    const Result<format::Definition> definition = format::parse_definition(expression);
    if (!definition) {
        note(node, place, "the expression " + in_quotes(expression) + " is wrong at " + definition.error().text());
        return value_of(std::move(node));
    }
    if (definition->rules.empty()) {
        note(node, place,
             "the text " + in_quotes(expression) +
                 " is no matching rule definition; write one such as \"matching(integer, 5)\"");
        return value_of(std::move(node));
    }
    if (!definition->example) {
        note(node, place,
             "the expression " + in_quotes(expression) +
                 " gives no example of the whole value; write the matcher as a function around one, such as each_key() "
                 "or each_value()");
        return value_of(std::move(node));
    }
    node = from_document(*definition->example).node();
    for (const auto& rule : definition->rules) {
        if (const auto* known = std::get_if<model::MatchingRule>(&rule))
            node.rules.push_back(*known);
        else
            note(node, place, "a reference such as matching($'name') has nothing to refer to here; write the rule");
    }
    node.generator = definition->generator;
    if (!node.mistakes.empty()) return value_of(std::move(node));
    check_example(node, place);
    return value_of(std::move(node));
}

Value any_status(StatusClass statuses, int example, Place place) {
    constexpr model::StatusClass kClasses[] = {
        model::StatusClass::info,         model::StatusClass::success,   model::StatusClass::redirect,
        model::StatusClass::client_error, model::StatusClass::server_error, model::StatusClass::non_error,
        model::StatusClass::error};
    ValueNode node = with_rule(example, model::StatusCodeRule{kClasses[static_cast<int>(statuses)]});
    if (const auto complaint = matching::check_status(node.rules.back(), example, example, {}))
        note(node, place, "the example breaks its own matcher: " + *complaint + "; write another example");
    return value_of(std::move(node));
}

Value one_status_of(std::vector<int> statuses, Place place) {
    ValueNode node = with_rule(statuses.empty() ? 200 : statuses.front(), model::StatusCodeRule{statuses});
    if (statuses.empty()) note(node, place, "one_status_of() has no status; write those that may come");
    return value_of(std::move(node));
}

}  // namespace tally::matchers
