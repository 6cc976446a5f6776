#include "generation/generate_body.h"

#include <charconv>
#include <optional>

#include "base/encoding.h"
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

}  // namespace

void replace_at(json::Value& document, const PathExpression& path, const ReplaceValue& replace) {
    replace_below(document, path.steps, 0, replace);
}

std::optional<std::string> generate_body(const std::string& bytes, const http::ContentType& type,
                                         const std::vector<KeyedGenerator>& generators,
                                         const Replace& replace) {
    if (type.is_json()) return generate_json(bytes, generators, replace);
    if (type.essence() == "application/x-www-form-urlencoded")
        return generate_form(bytes, generators, replace);
    return std::nullopt;
}

}  // namespace tally::generation
