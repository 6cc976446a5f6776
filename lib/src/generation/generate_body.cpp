#include "generation/generate_body.h"

#include <charconv>
#include <optional>

#include "base/encoding.h"
#include "base/xml.h"
#include "model/wire_values.h"

namespace tally::generation {
namespace {

using namespace model;

using ReplaceValue = std::function<json::Value(const json::Value&)>;

void replace_below(json::Value& value, const std::vector<PathStep>& steps, std::size_t depth,
                   const ReplaceValue& replace) {
    if (depth == steps.size()) {
        value = replace(value);
        return;
    }
    const PathStep& step = steps[depth];
    const auto descend = [&](json::Value& child) { replace_below(child, steps, depth + 1, replace); };

    if (json::Array* array = value.array()) {
        if (std::holds_alternative<AnyIndex>(step) || std::holds_alternative<AnyField>(step)) {
            for (json::Value& element : *array) descend(element);
            return;
        }
        std::size_t position = array->size();
        if (const auto* index = std::get_if<Index>(&step)) {
            position = index->position;
        } else {
            const std::string& digits = std::get<Field>(step).name;
            std::from_chars(digits.data(), digits.data() + digits.size(), position);
        }
        if (position < array->size()) descend((*array)[position]);
    } else if (json::Object* object = value.object()) {
        if (std::holds_alternative<AnyField>(step)) {
            for (json::Member& member : *object) descend(member.value);
            return;
        }
        const auto* field = std::get_if<Field>(&step);
        const auto* index = std::get_if<Index>(&step);
        if (!field && !index) return;
        json::Value* child = object->find(field ? field->name : std::to_string(index->position));
        if (child) descend(*child);
    }
}

std::optional<std::string> generate_json(const std::string& bytes,
                                         const std::vector<KeyedGenerator>& generators,
                                         const Replace& replace) {
    Result<json::Value> document = json::parse(bytes);
    if (!document) return std::nullopt;
    for (const KeyedGenerator& keyed : generators) {
        replace_at(*document, keyed.path,
                   [&](const json::Value& example) { return replace(keyed, example); });
    }
    return json::to_text(*document);
}

std::string form_text(const json::Value& value) {
    return value.string() ? *value.string() : json::to_text(value);
}

// By name, or name and position; a bare name changes the first value only.
std::optional<std::string> generate_form(const std::string& bytes,
                                         const std::vector<KeyedGenerator>& generators,
                                         const Replace& replace) {
    std::vector<QueryParameter> fields = parse_query(bytes);
    for (const KeyedGenerator& keyed : generators) {
        const auto& steps = keyed.path.steps;
        const auto* name = steps.empty() ? nullptr : std::get_if<Field>(&steps.front());
        const auto* index = steps.size() > 1 ? std::get_if<Index>(&steps[1]) : nullptr;
        const std::size_t position = index ? index->position : 0;
        for (QueryParameter& field : fields) {
            if (!name || field.name != name->name || position >= field.values.size()) continue;
            auto& value = field.values[position];
            value = form_text(replace(keyed, json::Value(value.value_or(""))));
        }
    }
    std::string text;
    for (const QueryParameter& field : fields) {
        for (const auto& value : field.values) {
            if (!text.empty()) text += '&';
            text += encoding::form_encoded(field.name);
            if (value) text += '=' + encoding::form_encoded(*value);
        }
    }
    return text;
}

// Attributes and texts; a missing text is created. A path that ends at an element names nothing to replace.
class XmlGeneration {
  public:
    XmlGeneration(const KeyedGenerator& keyed, const Replace& replace) : keyed_(keyed), replace_(replace) {
        for (const PathStep& step : keyed.path.steps) {
            if (!std::holds_alternative<AnyIndex>(step))
                steps_.push_back(step);  // paths of XML have no positions
        }
    }

    // `element` is what the step at `depth` may name.
    void apply(xml::Element& element, std::size_t depth = 0) const {
        if (depth + 1 >= steps_.size() || !names(steps_[depth], element.name.key())) return;
        const auto* last = depth + 2 == steps_.size() ? std::get_if<Field>(&steps_.back()) : nullptr;
        if (last && last->name == "#text") return replace_text(element);
        if (last && last->name.starts_with('@')) return replace_attribute(element, last->name.substr(1));
        for (xml::Node& node : element.children) {
            if (xml::Element* child = node.element()) apply(*child, depth + 1);
        }
    }

  private:
    static bool names(const PathStep& step, const std::string& key) {
        const auto* field = std::get_if<Field>(&step);
        return std::holds_alternative<AnyField>(step) || (field && field->name == key);
    }
    std::string generated(const std::string& example) const {
        return form_text(replace_(keyed_, json::Value(example)));
    }
    void replace_attribute(xml::Element& element, const std::string& key) const {
        for (xml::Attribute& attribute : element.attributes) {
            if (attribute.name.key() == key) attribute.value = generated(attribute.value);
        }
    }
    void replace_text(xml::Element& element) const {
        std::string text = generated(element.text());
        std::erase_if(element.children, [](const xml::Node& node) { return node.text() != nullptr; });
        element.children.insert(element.children.begin(), xml::Node{xml::Text{std::move(text)}});
    }

    const KeyedGenerator& keyed_;
    const Replace& replace_;
    std::vector<PathStep> steps_;
};

std::optional<std::string> generate_xml(const std::string& bytes,
                                        const std::vector<KeyedGenerator>& generators,
                                        const Replace& replace) {
    Result<xml::Element> root = xml::parse(bytes);
    if (!root) return std::nullopt;
    for (const KeyedGenerator& keyed : generators) XmlGeneration(keyed, replace).apply(*root);
    return xml::to_document(*root);
}

}  // namespace

void replace_at(json::Value& document, const PathExpression& path, const ReplaceValue& replace) {
    replace_below(document, path.steps, 0, replace);
}

std::optional<std::string> generate_body(const std::string& bytes, const http::ContentType& type,
                                         const std::vector<KeyedGenerator>& generators,
                                         const Replace& replace) {
    if (type.is_json()) return generate_json(bytes, generators, replace);
    if (type.is_xml()) return generate_xml(bytes, generators, replace);
    if (type.essence() == "application/x-www-form-urlencoded")
        return generate_form(bytes, generators, replace);
    return std::nullopt;
}

}  // namespace tally::generation
