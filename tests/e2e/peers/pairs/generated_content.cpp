#include "e2e/peers/pairs/generated_content.h"

#include "property/generated_json.h"

namespace tally::pairs {

namespace {

using json::Array;
using json::Object;
using json::Value;
using model::SpecVersion;
using property::any_of;
using property::one_in;

Object rule(const char* match) {
    return Object{{"match", match}};
}

Object rule(const char* match, const char* attribute, Value value) {
    return Object{{"match", match}, {attribute, std::move(value)}};
}

Value any_scalar(Random& random) {
    switch (random.between(0, 7)) {
        case 0:
            return nullptr;
        case 1:
            return one_in(random, 2);
        case 2:
        case 3:
            return random.between(-20, 200);
        case 4:
            return Value::number(any_of<std::string>(random, {"1.5", "0.25", "-3.75", "100.0", "2.50"}));
        default:
            return any_word(random);
    }
}

Value any_json(Random& random, int depth) {
    if (depth == 0 || one_in(random, 4)) return any_scalar(random);
    if (one_in(random, 3)) {
        Array items;
        for (auto count = random.between(0, 3); count > 0; --count)
            items.push_back(any_json(random, depth - 1));
        return items;
    }
    Object object;
    for (auto count = random.between(0, 4); count > 0; --count)
        object.set(
            any_of<std::string>(random, {"a", "b", "c", "id", "name", "a b", "x-y", "größe", "1", "$"}),
            any_json(random, depth - 1));
    return object;
}

// What came: mostly the same, here and there another value, a name more or less, an element more or less.
Value changed(Random& random, const Value& value) {
    if (one_in(random, 25)) return any_json(random, 1);
    if (const Object* members = value.object()) {
        Object object;
        for (const json::Member& member : *members) {
            if (!one_in(random, 25)) object.set(member.name, changed(random, member.value));
        }
        if (one_in(random, 8))
            object.set(any_of<std::string>(random, {"more", "a", "id"}), any_json(random, 1));
        return object;
    }
    if (const Array* items = value.array()) {
        Array array;
        for (const Value& item : *items) {
            if (!one_in(random, 15)) array.push_back(changed(random, item));
            if (one_in(random, 10)) array.push_back(changed(random, item));
        }
        return array;
    }
    if (!one_in(random, 4)) return value;
    if (value.string()) return changed_word(random, *value.string());
    if (value.kind() == json::Kind::integer) return random.between(-20, 200);
    return any_scalar(random);
}

Array rules_of_scalar(Random& random, const Value& value, SpecVersion version) {
    if (value.string()) return rules_of_text(random, *value.string(), version);
    std::vector<Object> all = {rule("type")};
    if (version >= SpecVersion::v3) {
        all.insert(all.end(), {rule("equality"), rule("integer"), rule("decimal"), rule("number"),
                               rule("null"), rule("include", "value", "1")});
    }
    if (version >= SpecVersion::v4)
        all.insert(all.end(), {rule("boolean"), rule("notEmpty"), rule("semver")});
    all.push_back(
        rule("regex", "regex", any_of<std::string>(random, {"\\d+", "true|false", ".*", "-?\\d+\\.\\d+"})));
    return {any_of(random, all)};
}

Array rules_of_container(Random& random, const Value& value, SpecVersion version) {
    std::vector<Object> all = {rule("type"), rule("type", "min", random.between(0, 2)),
                               rule("type", "max", random.between(0, 3))};
    if (version >= SpecVersion::v3) {
        all.insert(all.end(), {rule("equality"), rule("values"), rule("null"),
                               Object{{"match", "type"}, {"min", 1}, {"max", 2}}});
    }
    if (version >= SpecVersion::v4) {
        all.push_back(rule("notEmpty"));
        all.push_back(
            rule("eachValue", "rules", Array{any_of<Object>(random, {rule("type"), rule("number")})}));
        if (value.is_object())
            all.push_back(rule("eachKey", "rules", Array{rule("regex", "regex", "[a-z]+")}));
        if (const Array* items = value.array(); items && !items->empty()) {
            const auto index = random.between(0, static_cast<std::int64_t>(items->size()) - 1);
            Object rules;
            if (one_in(random, 2)) rules.set("$", Object{{"matchers", Array{rule("type")}}});
            if (one_in(random, 3)) rules.set("$.a", Object{{"matchers", Array{rule("type")}}});
            all.push_back(rule("arrayContains", "variants",
                               Array{Object{{"index", index}, {"rules", std::move(rules)}}}));
        }
    }
    return {any_of(random, all)};
}

void append_name(std::string& path, const std::string& name) {
    if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos)
        path += "." + name;
    else
        path += "['" + name + "']";
}

void add_rules(Random& random, const Value& value, const std::string& path, SpecVersion version,
               std::vector<PlacedRules>& placed) {
    if (one_in(random, 3)) {
        const bool container = value.is_object() || value.is_array();
        const auto some = [&] {
            return container ? rules_of_container(random, value, version)
                             : rules_of_scalar(random, value, version);
        };
        PlacedRules rules{path, some(), false};
        if (version >= SpecVersion::v3 && one_in(random, 3)) {
            rules.matchers.push_back(some().front());
            rules.any = one_in(random, 2);
        }
        placed.push_back(std::move(rules));
    }
    if (const Object* members = value.object()) {
        const bool wild = !members->empty() && one_in(random, 12);
        if (wild) placed.push_back({path + ".*", {rule("type")}, false});
        for (const json::Member& member : *members) {
            std::string below = path;
            append_name(below, member.name);
            add_rules(random, member.value, below, version, placed);
        }
    } else if (const Array* items = value.array()) {
        for (std::size_t i = 0; i < items->size(); ++i) {
            const std::string index = i == 0 && one_in(random, 2) ? "*" : std::to_string(i);
            add_rules(random, (*items)[i], path + "[" + index + "]", version, placed);
        }
    }
}

Content json_content(Random& random, SpecVersion version) {
    Content content;
    content.type = any_of<std::string>(random, {"application/json", "application/json",
                                                "application/json;charset=utf-8", "application/hal+json"});
    content.expected = any_json(random, 3);
    if (content.expected.string()) content.expected = Object{{"a", "b"}};
    if (version > SpecVersion::v1) add_rules(random, content.expected, "$", version, content.rules);
    if (!one_in(random, 20)) content.came = json::to_text(changed(random, content.expected));
    return content;
}

Content text_content(Random& random, SpecVersion version) {
    Content content;
    content.type = "text/plain";
    const std::string text = any_word(random);
    content.expected = text;
    if (version > SpecVersion::v1 && one_in(random, 2))
        content.rules.push_back({"$", rules_of_text(random, text, version), false});
    content.came = changed_word(random, text);
    return content;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string form_text(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += name + '=';
        for (const char c : value) text += c == ' ' ? '+' : c;
    }
    return text;
}

Content form_content(Random& random, SpecVersion version) {
    Content content;
    content.type = "application/x-www-form-urlencoded";
    Fields fields, came;
    for (auto count = random.between(1, 4); count > 0; --count) {
        const std::string name = any_of<std::string>(random, {"a", "b", "c", "id"});
        const std::string value = any_word(random);
        fields.emplace_back(name, value);
        if (version > SpecVersion::v1 && one_in(random, 3))
            content.rules.push_back({"$." + name, rules_of_text(random, value, version), false});
        if (!one_in(random, 12)) came.emplace_back(name, changed_word(random, value));
    }
    if (one_in(random, 8)) came.emplace_back("more", "1");
    if (one_in(random, 6) && came.size() > 1) std::swap(came.front(), came.back());
    content.expected = form_text(fields);
    content.came = form_text(came);
    return content;
}

struct Element {
    std::string name, id, text;
    std::vector<Element> children;
};

Element any_element(Random& random, int depth) {
    Element element{any_of<std::string>(random, {"a", "b", "item"}),
                    one_in(random, 2) ? any_word(random) : "",
                    one_in(random, 2) ? any_word(random) : "",
                    {}};
    if (depth == 0) return element;
    for (auto count = random.between(0, 2); count > 0; --count)
        element.children.push_back(any_element(random, depth - 1));
    return element;
}

std::string xml_text(const Element& element) {
    std::string text = "<" + element.name;
    if (!element.id.empty()) text += " id=\"" + element.id + "\"";
    text += ">" + element.text;
    for (const Element& child : element.children) text += xml_text(child);
    text += "</" + element.name + ">";
    return text;
}

Element changed(Random& random, Element element) {
    if (one_in(random, 25)) element.name = "other";
    if (one_in(random, 25)) element.id = element.id.empty() ? "7" : "";
    if (!element.id.empty()) element.id = changed_word(random, element.id);
    if (!element.text.empty()) element.text = changed_word(random, element.text);
    std::vector<Element> children;
    for (const Element& child : element.children) {
        if (!one_in(random, 15)) children.push_back(changed(random, child));
        if (one_in(random, 12)) children.push_back(changed(random, child));
    }
    element.children = std::move(children);
    return element;
}

void add_rules(Random& random, const Element& element, const std::string& path, SpecVersion version,
               std::vector<PlacedRules>& placed) {
    if (one_in(random, element.text.empty() ? 8 : 3))
        placed.push_back({path + "['#text']", rules_of_text(random, element.text, version), false});
    if (!element.id.empty() && one_in(random, 3))
        placed.push_back({path + "['@id']", rules_of_text(random, element.id, version), false});
    if (one_in(random, 8)) placed.push_back({path, {rule("type")}, false});
    if (one_in(random, 20)) placed.push_back({path, rules_of_text(random, element.name, version), false});
    for (const Element& child : element.children)
        add_rules(random, child, path + "." + child.name, version, placed);
}

Content xml_content(Random& random, SpecVersion version) {
    Content content;
    content.type = any_of<std::string>(random, {"application/xml", "text/xml"});
    const Element root = any_element(random, 2);
    std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    if (one_in(random, 3)) head += "\n";
    content.expected = head + xml_text(root);
    if (version > SpecVersion::v1) add_rules(random, root, "$." + root.name, version, content.rules);
    content.came = head + xml_text(changed(random, root));
    return content;
}

}  // namespace

Content any_content(Random& random, SpecVersion version) {
    switch (random.between(0, 9)) {
        case 0:
            return text_content(random, version);
        case 1:
            return form_content(random, version);
        case 2:
        case 3:
            return xml_content(random, version);
        default:
            return json_content(random, version);
    }
}

std::string any_word(Random& random) {
    static const std::vector<std::string> words = {"text",  "other",     "2024-02-29", "12:30",
                                                   "12",    "1.5",       "true",       "2024-01-31T10:20:30",
                                                   "1.2.3", "two words", "TEXT",       "a"};
    return any_of(random, words);
}

std::string changed_word(Random& random, const std::string& word) {
    if (!one_in(random, 3)) return word;
    return one_in(random, 8) ? "" : any_word(random);
}

json::Array rules_of_text(Random& random, const std::string& text, SpecVersion version) {
    std::vector<Object> all = {
        rule("type"),
        rule("regex", "regex", any_of<std::string>(random, {"\\w+", "[a-z ]+", "\\d+.*", ".+"}))};
    if (version >= SpecVersion::v3) {
        all.insert(all.end(), {rule("equality"), rule("include", "value", text.substr(0, 2)), rule("integer"),
                               rule("decimal"), rule("number"), rule("date", "format", "yyyy-MM-dd"),
                               rule("date", "date", "yyyy-MM-dd"), rule("time", "time", "HH:mm"),
                               rule("timestamp", "timestamp", "yyyy-MM-dd'T'HH:mm:ss")});
    }
    if (version >= SpecVersion::v4) {
        all.insert(all.end(), {rule("boolean"), rule("notEmpty"), rule("semver"),
                               rule("datetime", "format", "yyyy-MM-dd'T'HH:mm:ss")});
    }
    return {any_of(random, all)};
}

}  // namespace tally::pairs
