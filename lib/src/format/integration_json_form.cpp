#include "format/integration_json_form.h"

#include <algorithm>
#include <vector>

#include "base/encoding.h"

namespace tally::format {
namespace {

void append_field(std::string& form, const std::string& name, const json::Value& value, const Node& node,
                  IntegrationDocument& document) {
    if (!value.is_string() && !value.is_number()) {
        document.fail(node, "a form field is " + std::string(kind_with_article(value.kind())),
                      "write a string, a number or an array of these");
        return;
    }
    if (!form.empty()) form += '&';
    form += encoding::form_encoded(name) + '=' + encoding::form_encoded(as_text(value));
}

}  // namespace

std::string describe_form(const Node& node, IntegrationDocument& document) {
    const json::Value example = document.read(node);
    const json::Object* fields = example.object();
    if (!fields) {
        document.fail(node, "the description of a form is " + std::string(kind_with_article(example.kind())),
                      "write an object from name to value");
        return {};
    }
    std::vector<const json::Member*> sorted;
    for (const json::Member& field : *fields) sorted.push_back(&field);
    std::sort(sorted.begin(), sorted.end(),
              [](const json::Member* a, const json::Member* b) { return a->name < b->name; });

    std::string form;
    for (const json::Member* field : sorted) {
        const Node place = node.find(field->name).value_or(node);
        if (const json::Array* values = field->value.array()) {
            for (const json::Value& value : *values) append_field(form, field->name, value, place, document);
        } else {
            append_field(form, field->name, field->value, place, document);
        }
    }
    return form;
}

}  // namespace tally::format
