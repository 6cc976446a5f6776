#include "tally/matchers.h"

#include <memory>
#include <string>
#include <utility>

#include "base/regex.h"
#include "base/text.h"
#include "recording/value_node.h"

namespace tally::matchers {
namespace {

using recording::ValueNode;

Value finish(ValueNode node) {
    return Value(std::make_shared<const ValueNode>(std::move(node)));
}

// The example with one more rule. A matcher around a matcher asks for both.
template <class Rule>
ValueNode with_rule(const Value& example, Rule rule) {
    ValueNode node = example.node();
    node.rules.push_back(model::MatchingRule{std::move(rule)});
    return node;
}

void note(ValueNode& node, Place place, std::string text) {
    node.mistakes.push_back({place, std::move(text)});
}

std::string in_quotes(const std::string& text) {
    return "'" + text::printable(text) + "'";
}

}  // namespace

Value array(std::initializer_list<Value> items) {
    return Value::array(std::vector<Value>(items));
}
Value object(std::initializer_list<Member> members) {
    return Value::object(std::vector<Member>(members));
}

Value like(Value example, Place) {
    return finish(with_rule(example, model::TypeRule{}));
}

Value equal_to(Value value, Place) {
    return finish(with_rule(value, model::EqualityRule{}));
}

Value each_like(Value example, Count count, Place place) {
    ValueNode node;
    node.one_for_all = true;
    node.rules.push_back(model::MatchingRule{model::TypeRule{count.least, count.most}});
    if (count.least == 0) {
        note(node, place,
             "each_like() with no element at all cannot be shown by one example; write at_least(1) here and "
             "record the "
             "empty list as an interaction of its own, with the provider state that brings it about");
    } else if (count.most && *count.most < count.least) {
        note(node, place,
             "each_like() asks for at least " + std::to_string(count.least) + " and at most " +
                 std::to_string(*count.most) + " elements; no list can have that");
    }
    constexpr std::size_t kMostExamples = 1000;
    if (count.least > kMostExamples) {
        note(node, place, "each_like() writes as many examples as it asks for; ask for at most 1000");
        count.least = 1;
    }
    node.content = std::vector<Value>(count.least == 0 ? 1 : count.least, example);
    return finish(std::move(node));
}

Value regex(std::string pattern, std::string example, Place place) {
    ValueNode node = with_rule(example, model::RegexRule{pattern});
    const Result<Regex> compiled = Regex::compile(pattern);
    if (!compiled) {
        note(node, place,
             compiled.error().what +
                 "; correct it (in C++ a backslash is written twice, or the pattern as R\"(...)\")");
        return finish(std::move(node));
    }
    const Result<bool> matched = compiled->matches_all_of(example);
    if (!matched) {
        note(node, place,
             "the pattern " + in_quotes(pattern) + " costs too much to try on its own example; simplify it");
    } else if (!*matched) {
        const Result<Regex> swapped = Regex::compile(example);
        const bool other_way_round = swapped && swapped->matches_all_of(pattern).value_or(false);
        note(node, place,
             "the pattern " + in_quotes(pattern) + " does not match the whole of its example " +
                 in_quotes(example) +
                 (other_way_round ? "; the pattern comes first, then the example"
                                  : "; correct one of them (the pattern has to match from the first to the "
                                    "last character)"));
    }
    return finish(std::move(node));
}

Value include(std::string part, std::string example, Place place) {
    ValueNode node = with_rule(example, model::IncludeRule{part});
    if (example.find(part) == std::string::npos) {
        note(node, place,
             "the example " + in_quotes(example) + " does not include " + in_quotes(part) +
                 "; the part comes first, then an example that contains it");
    }
    return finish(std::move(node));
}

Value number(Value example, Place place) {
    ValueNode node = with_rule(example, model::NumberRule{});
    const json::Kind kind = kind_of(node);
    if (kind != json::Kind::integer && kind != json::Kind::decimal)
        note(node, place, "the example of number() is not a number; write one, for example number(1)");
    return finish(std::move(node));
}

Value integer(Value example, Place place) {
    ValueNode node = with_rule(example, model::IntegerRule{});
    const json::Kind kind = kind_of(node);
    if (kind == json::Kind::decimal)
        note(node, place,
             "the example of integer() has a fraction; use decimal() or number(), or write a whole number");
    else if (kind != json::Kind::integer)
        note(node, place, "the example of integer() is not a number; write one, for example integer(1)");
    return finish(std::move(node));
}

Value decimal(double example, Place) {
    return finish(with_rule(example, model::DecimalRule{}));
}

Value boolean(Value example, Place place) {
    ValueNode node = with_rule(example, model::BooleanRule{});
    if (kind_of(node) != json::Kind::boolean)
        note(node, place, "the example of boolean() is neither true nor false; write one of them");
    return finish(std::move(node));
}

Value null(Place) {
    return finish(with_rule(nullptr, model::NullRule{}));
}

}  // namespace tally::matchers
