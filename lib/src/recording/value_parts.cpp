#include "recording/value_parts.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "model/path_expression.h"

namespace tally::recording {
namespace {

// Deeper than any document that somebody writes, and far from what the stack or the parser's limit would
// mind.
constexpr std::size_t kMaxValueDepth = 100;

void add_mistakes(const ValueNode& node, Place place, std::vector<Mistake>& mistakes) {
    for (Mistake mistake : node.mistakes) {
        if (mistake.place.line == 0) mistake.place = place;
        mistakes.push_back(std::move(mistake));
    }
}

class DocumentWalk {
  public:
    DocumentWalk(DocumentParts& parts, Place place, std::vector<Mistake>& mistakes, model::PathExpression root)
        : parts_(parts), place_(place), mistakes_(mistakes), path_(std::move(root)) {}

    json::Value example_of(const ValueNode& node) {
        if (path_.steps.size() > kMaxValueDepth) {
            mistakes_.push_back({place_, "the value is nested more than 100 levels deep; flatten it"});
            return {};
        }
        add_mistakes(node, place_, mistakes_);
        if (node.absent)
            mistakes_.push_back(
                {place_, "optional() is for a member of an object, a header or metadata; use nullable() or any_of()"});
        if (!node.rules.empty() || node.generator) check_path_of_matcher(path_, place_, mistakes_);
        const std::string key = node.rules.empty() && !node.generator ? "" : model::to_text(path_);
        if (!node.rules.empty()) parts_.rules.push_back({key, path_, {node.rules, node.combine}});
        if (node.generator) parts_.generators.push_back({key, path_, *node.generator});
        if (const auto* items = node.items()) return array_of(*items, node.parts);
        if (const auto* members = node.members()) return object_of(*members, node.parts == Parts::any_field);
        if (const auto* text = node.scalar()->string(); text != nullptr && !text::is_valid_utf8(*text))
            mistakes_.push_back(
                {place_, "text in a JSON document has to be UTF-8; convert " + text::printable(*text)});
        return *node.scalar();
    }

  private:
    json::Value array_of(const std::vector<Value>& items, Parts parts) {
        json::Array array;
        if (parts == Parts::variants) {
            for (const Value& item : items) array.push_back(document_parts(item, place_, mistakes_).example);
            return array;
        }
        if (parts == Parts::any_index && !items.empty()) {
            path_.steps.push_back(model::AnyIndex{});
            array.assign(items.size(), example_of(items.front().node()));
            path_.steps.pop_back();
            return array;
        }
        for (const Value& item : items) {
            path_.steps.push_back(model::Index{array.size()});
            array.push_back(example_of(item.node()));
            path_.steps.pop_back();
        }
        return array;
    }

    json::Value object_of(const std::vector<Member>& members, bool any_field) {
        json::Object object;
        for (const Member& member : members) {
            if (member.value.node().absent) continue;
            if (object.contains(member.name))
                mistakes_.push_back({place_, "the object has two members '" + text::printable(member.name) +
                                                 "'; remove one"});
            if (any_field)
                path_.steps.push_back(model::AnyField{});
            else
                path_.steps.push_back(model::Field{member.name});
            object.set(member.name, example_of(member.value.node()));
            path_.steps.pop_back();
        }
        return object;
    }

    DocumentParts& parts_;
    Place place_;
    std::vector<Mistake>& mistakes_;
    model::PathExpression path_;
};

std::optional<std::string> text_of(const json::Value& scalar) {
    if (scalar.is_null()) return std::nullopt;
    if (const std::string* text = scalar.string()) return *text;
    return json::to_text(scalar);
}

}  // namespace

void check_path_of_matcher(const model::PathExpression& path, Place place, std::vector<Mistake>& mistakes) {
    for (const model::PathStep& step : path.steps) {
        const auto* field = std::get_if<model::Field>(&step);
        if (field == nullptr) continue;
        if (field->name.empty()) {
            mistakes.push_back({place, "a matcher stands at a member without a name, which contracts cannot say; name "
                                       "the member, or put a matcher such as like() around the object"});
        } else if (field->name.find_first_of("'\\") != std::string::npos) {
            mistakes.push_back({place, "a matcher stands at the member \"" + text::printable(field->name) +
                                           "\", whose quote or backslash other verifiers cannot read in the path of a "
                                           "matcher; put a matcher such as like() around the object"});
        }
    }
}

DocumentParts document_parts(const Value& value, Place place, std::vector<Mistake>& mistakes,
                             model::PathExpression root) {
    DocumentParts parts;
    parts.example = DocumentWalk(parts, place, mistakes, std::move(root)).example_of(value.node());
    return parts;
}

TextParts text_parts(const Value& value, Place place, std::vector<Mistake>& mistakes) {
    const ValueNode& node = value.node();
    add_mistakes(node, place, mistakes);
    TextParts parts;
    parts.rules = {node.rules, node.combine};
    parts.generator = node.generator;
    if (node.members() != nullptr) {
        mistakes.push_back(
            {place, "an object has no form outside a body; write text, a number or an array of them"});
        return parts;
    }
    if (node.scalar() != nullptr) {
        parts.values.push_back(text_of(*node.scalar()));
        return parts;
    }
    for (const Value& item : *node.items()) {
        const ValueNode& element = item.node();
        if (node.parts != Parts::any_index || parts.values.empty()) add_mistakes(element, place, mistakes);
        if (element.scalar() == nullptr) {
            mistakes.push_back(
                {place, "values outside a body are single texts or numbers; write each of them so"});
            continue;
        }
        if (!element.rules.empty() && node.parts != Parts::any_index) {
            mistakes.push_back(
                {place,
                 "a contract has one set of rules for all values of a name, so a matcher cannot stand "
                 "inside array() here; use each_like() around the matcher"});
        } else if (parts.values.empty()) {
            parts.rules.rules.insert(parts.rules.rules.end(), element.rules.begin(), element.rules.end());
            if (element.generator) parts.generator = element.generator;
        }
        parts.values.push_back(text_of(*element.scalar()));
    }
    return parts;
}

SingleText single_text(const Value& value, Place place, std::vector<Mistake>& mistakes) {
    TextParts parts = text_parts(value, place, mistakes);
    SingleText single{"", std::move(parts.rules), std::move(parts.generator)};
    if (value.node().scalar() == nullptr || !parts.values.front()) {
        mistakes.push_back({place, "one text or number is needed here; write it, with or without a matcher"});
    } else {
        single.text = *std::move(parts.values.front());
    }
    return single;
}

}  // namespace tally::recording
