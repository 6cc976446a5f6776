#include "property/generated_rules.h"

#include <algorithm>
#include <functional>

#include "model/path_expression.h"
#include "property/generated_json.h"

namespace tally::property {

namespace {

using json::Array;
using json::Object;
using json::Value;

Object rule(const char* match) {
    return Object{{"match", match}};
}

Object rule(const char* match, const char* attribute, Value value) {
    return Object{{"match", match}, {attribute, std::move(value)}};
}

Array scalar_rules(const Value& value, bool v4) {
    Array fitting = {rule("type"), rule("equality")};
    switch (value.kind()) {
        case json::Kind::integer:
            fitting.push_back(rule("integer"));
            fitting.push_back(rule("number"));
            break;
        case json::Kind::decimal:
            fitting.push_back(rule("number"));
            break;
        case json::Kind::null:
            fitting.push_back(rule("null"));
            break;
        case json::Kind::boolean:
            if (v4) fitting.push_back(rule("boolean"));
            break;
        case json::Kind::string: {
            const std::string& text = *value.string();
            fitting.push_back(rule("regex", "regex", "(?s)^.*$"));
            fitting.push_back(rule("include", "value",
                                   text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"))));
            if (text == "2020-02-29") fitting.push_back(rule("date", "format", "yyyy-MM-dd"));
            if (v4 && !text.empty()) fitting.push_back(rule("notEmpty"));
            break;
        }
        default:
            break;
    }
    return fitting;
}

Array container_rules(const Value& value, bool v4) {
    Array fitting = {rule("type")};
    if (const Array* items = value.array()) {
        const auto size = static_cast<std::int64_t>(items->size());
        fitting.push_back(rule("type", "min", size > 0 ? size - 1 : 0));
        fitting.push_back(rule("type", "max", size + 1));
        if (v4 && size > 0) {
            Object variant{{"index", size - 1},
                           {"rules", Object{{"$", Object{{"matchers", Array{rule("type")}}}}}}};
            fitting.push_back(rule("arrayContains", "variants", Array{std::move(variant)}));
            fitting.push_back(rule("eachValue", "rules", Array{rule("type")}));
        }
    } else {
        fitting.push_back(rule("values"));
        if (v4) {
            fitting.push_back(rule("eachKey", "rules", Array{rule("regex", "regex", "(?s)^.*$")}));
            fitting.push_back(rule("eachValue", "rules", Array{rule("type")}));
        }
    }
    return fitting;
}

// Calls `visit` for each place with its path.
void walk(const Value& value, std::string& path, const std::function<void(const Value&)>& visit) {
    visit(value);
    const std::size_t length = path.size();
    if (const Object* members = value.object()) {
        for (const json::Member& member : *members) {
            model::append_field(path, member.name);
            walk(member.value, path, visit);
            path.resize(length);
        }
    } else if (const Array* items = value.array()) {
        for (std::size_t i = 0; i < items->size(); ++i) {
            model::append_step(path, model::Index{i});
            walk((*items)[i], path, visit);
            path.resize(length);
        }
    }
}

Object list_of(Array matchers, bool any) {
    return Object{{"combine", any ? "OR" : "AND"}, {"matchers", std::move(matchers)}};
}

bool is_array_contains(const Value& rule) {
    return *rule.find("match") == Value("arrayContains");
}

}  // namespace

Object rules_that_fit(Random& random, const Value& document, bool v4) {
    Object rules;
    std::string path = "$";
    walk(document, path, [&](const Value& value) {
        if (!one_in(random, 3)) return;
        const bool is_container = value.is_array() || value.is_object();
        const Array fitting = is_container ? container_rules(value, v4) : scalar_rules(value, v4);
        Array matchers = {any_of(random, fitting)};
        if (one_in(random, 2)) matchers.push_back(any_of(random, fitting));
        rules.set(path, list_of(std::move(matchers), one_in(random, 4)));
    });
    return rules;
}

bool holds_array_contains_beside_others(const Object& rules) {
    for (const json::Member& member : rules) {
        const Array& matchers = *member.value.find("matchers")->array();
        if (matchers.size() > 1 && std::any_of(matchers.begin(), matchers.end(), is_array_contains))
            return true;
    }
    return false;
}

Object type_rules(Random& random, const Value& document) {
    Object rules;
    std::string path = "$";
    walk(document, path, [&](const Value&) {
        if (one_in(random, 4)) rules.set(path, list_of({rule("type")}, false));
    });
    return rules;
}

}  // namespace tally::property
