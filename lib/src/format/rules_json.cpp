#include "format/rules_json.h"

#include <array>

#include "base/text.h"
#include "format/rule_table.h"

namespace tally::format {
namespace {

using namespace model;

// {"min": 1} and the like, from before there was a "match". min and max together are one type rule.
std::string_view inferred_matcher(const json::Object& members) {
    constexpr std::array<std::string_view, 6> names = {"regex", "min", "max", "timestamp", "time", "date"};
    for (const std::string_view name : names) {
        if (members.contains(name)) return name;
    }
    return {};
}

RuleList read_rule_list(const Node& node, Reading& reading) {
    RuleList list;
    const json::Object* members = node.value().object();
    if (!members) {
        reading.refuse(node, "the rules of '" + std::string(node.name()) + "' are not an object",
                       "write {\"matchers\": [...]}");
        return list;
    }
    if (members->contains("match") ||
        (!members->contains("matchers") && !inferred_matcher(*members).empty())) {
        if (auto rule = read_rule(node, reading)) list.rules.push_back(std::move(*rule));
        return list;
    }
    if (const auto combine = optional_string(node, "combine", reading)) {
        if (text::equals_ignoring_case(*combine, "OR")) list.combine = Combine::any;
    }
    const std::optional<Node> matchers = node.find("matchers");
    if (!matchers) return list;
    const json::Array* array = matchers->value().array();
    if (!array) {
        reading.refuse(*matchers, "'matchers' is not an array", "write the matchers as an array");
        return list;
    }
    for (std::size_t i = 0; i < array->size(); ++i) {
        if (auto rule = read_rule(matchers->at(i), reading)) list.rules.push_back(std::move(*rule));
    }
    return list;
}

PathExpression literal(std::string_view name) {
    return {{Field{std::string(name)}}};
}

PathExpression read_path(const Node& node, std::string_view key, Reading& reading) {
    Result<PathExpression> path = parse_path(key);
    if (path) return std::move(*path);
    reading.refuse(node, path.error().what, path.error().remedy);
    return {};
}

// Metadata keys are paths, but names that are no identifiers occur as they are.
PathExpression read_metadata_path(const Node& node, std::string_view key, Reading& reading) {
    Result<PathExpression> path = parse_path(key);
    if (path) return std::move(*path);
    return key.starts_with('$') ? read_path(node, key, reading) : literal(key);
}

enum class Category { unknown, method, path, status, query, header, body, metadata };

Category category_of(std::string_view name) {
    struct Row {
        std::string_view name;
        Category category;
    };
    constexpr std::array<Row, 11> rows = {{{"method", Category::method},
                                           {"path", Category::path},
                                           {"status", Category::status},
                                           {"query", Category::query},
                                           {"header", Category::header},
                                           {"headers", Category::header},
                                           {"body", Category::body},
                                           {"content", Category::body},
                                           {"contents", Category::body},
                                           {"metadata", Category::metadata},
                                           {"metaData", Category::metadata}}};
    for (const Row& row : rows) {
        if (text::equals_ignoring_case(row.name, name)) return row.category;
    }
    return Category::unknown;
}

// V2: "$.body.items[*].id" with one matcher.
void read_flat_rule(const Node& node, MatchingRules& rules, Reading& reading) {
    const std::string_view key = node.name();
    PathExpression path = read_path(node, key, reading);
    RuleList list = read_rule_list(node, reading);
    if (reading.refused()) return;

    const auto* first = path.steps.empty() ? nullptr : std::get_if<Field>(&path.steps.front());
    const Category category = first ? category_of(first->name) : Category::unknown;
    if (category != Category::unknown) path.steps.erase(path.steps.begin());

    switch (category) {
        case Category::method:
            return;
        case Category::path:
            rules.path = std::move(list);
            return;
        case Category::status:
            rules.status = std::move(list);
            return;
        case Category::query:
        case Category::header: {
            const auto* name = path.steps.empty() ? nullptr : std::get_if<Field>(&path.steps.front());
            if (!name) {
                reading.warn(
                    node, "the rule '" + std::string(key) + "' names no header or parameter and is ignored",
                    "write $.headers.NAME or $.query.NAME");
                return;
            }
            auto& target = category == Category::query ? rules.query : rules.header;
            target.push_back({name->name, literal(name->name), std::move(list)});
            return;
        }
        case Category::metadata:
            rules.metadata.push_back({to_text(path), path, std::move(list)});
            return;
        case Category::unknown:
            reading.warn(
                node,
                "the rule '" + std::string(key) + "' names no part of the interaction; taken for the body",
                "start the path with $.body, $.headers, $.query or $.path");
            [[fallthrough]];
        case Category::body:
            rules.body.push_back({to_text(path), path, std::move(list)});
            return;
    }
}

// path and status hold their list directly, or under "$" or "".
RuleList read_single(const Node& node, Reading& reading) {
    for (const std::string_view root : {"$", ""}) {
        if (const std::optional<Node> nested = node.find(root)) return read_rule_list(*nested, reading);
    }
    return read_rule_list(node, reading);
}

template <class ToPath>
void read_keyed(const Node& node, std::vector<KeyedRules>& target, Reading& reading, ToPath to_path) {
    const json::Object* members = node.value().object();
    if (!members) {
        reading.refuse(node, "the rules of '" + std::string(node.name()) + "' are not an object",
                       "write them as an object from name or path to {\"matchers\": [...]}");
        return;
    }
    for (const json::Member& member : *members) {
        const Node child = node.at(member);
        PathExpression path = to_path(child, member.name);
        target.push_back({member.name, std::move(path), read_rule_list(child, reading)});
    }
}

void read_category(const Node& node, MatchingRules& rules, Reading& reading) {
    const auto by_name = [](const Node&, std::string_view name) { return literal(name); };
    const auto by_path = [&](const Node& child, std::string_view key) {
        return read_path(child, key, reading);
    };
    const auto by_metadata = [&](const Node& child, std::string_view key) {
        return read_metadata_path(child, key, reading);
    };
    switch (category_of(node.name())) {
        case Category::method:
            return;
        case Category::path:
            rules.path = read_single(node, reading);
            return;
        case Category::status:
            rules.status = read_single(node, reading);
            return;
        case Category::query:
            read_keyed(node, rules.query, reading, by_name);
            return;
        case Category::header:
            read_keyed(node, rules.header, reading, by_name);
            return;
        case Category::body:
            read_keyed(node, rules.body, reading, by_path);
            return;
        case Category::metadata:
            read_keyed(node, rules.metadata, reading, by_metadata);
            return;
        case Category::unknown:
            break;
    }
    reading.warn(
        node, "the category '" + std::string(node.name()) + "' of matching rules is unknown and is ignored",
        "use path, query, header, body, status or metadata");
}

json::Object list_to_json(const RuleList& list) {
    json::Array matchers;
    for (const MatchingRule& rule : list.rules) matchers.emplace_back(rule_to_json(rule));
    json::Object written;
    written.set("combine", list.combine == Combine::any ? "OR" : "AND");
    written.set("matchers", std::move(matchers));
    return written;
}

// Names as they were written; paths in their canonical spelling.
json::Object named_to_json(const std::vector<KeyedRules>& rules) {
    json::Object written;
    for (const KeyedRules& keyed : rules) written.set(keyed.key, list_to_json(keyed.list));
    return written;
}

}  // namespace

MatchingRules read_rules(const Node& node, Reading& reading) {
    MatchingRules rules;
    const json::Object* members = node.value().object();
    if (!members) return rules;
    for (const json::Member& member : *members) {
        if (member.name.starts_with('$'))
            read_flat_rule(node.at(member), rules, reading);
        else if (!member.value.is_null())
            read_category(node.at(member), rules, reading);
    }
    return rules;
}

std::optional<MatchingRule> read_rule(const Node& node, Reading& reading) {
    const json::Object* members = node.value().object();
    if (!members) {
        reading.refuse(node, "a matcher is " + std::string(kind_with_article(node.value().kind())),
                       "write it as an object, for example {\"match\": \"type\"}");
        return std::nullopt;
    }
    std::string name(inferred_matcher(*members));
    if (const json::Value* match = members->find("match")) {
        if (!match->string()) {
            reading.refuse(node, "'match' of a matcher is not a string", "write the matcher's name");
            return std::nullopt;
        }
        name = *match->string();
    }
    if (name.empty()) {
        reading.refuse(node, "a matcher has no 'match' attribute",
                       "add the matcher's name, for example \"type\"");
        return std::nullopt;
    }
    if (const RuleKind* kind = find_rule_kind(name)) return kind->read(node, reading);

    std::vector<std::string> names;
    for (const RuleKind& kind : rule_kinds()) names.emplace_back(kind.name);
    const std::string near = text::nearest(name, names);
    reading.warn(node, "matcher '" + name + "' is unknown, so whatever it is applied to fails",
                 near.empty() ? "use a built-in matcher, or verify with the plugin that defines it"
                              : "did you mean '" + near + "'",
                 WarningKind::unknown_matcher);
    return MatchingRule{UnknownRule{name, node.value()}};
}

std::vector<KeyedRules> read_keyed_rules(const Node& node, Reading& reading) {
    std::vector<KeyedRules> rules;
    read_keyed(node, rules, reading,
               [&](const Node& child, std::string_view key) { return read_path(child, key, reading); });
    return rules;
}

json::Object keyed_rules_to_json(const std::vector<KeyedRules>& rules) {
    json::Object written;
    for (const KeyedRules& keyed : rules) written.set(to_text(keyed.path), list_to_json(keyed.list));
    return written;
}

json::Object rule_to_json(const MatchingRule& rule) {
    if (const auto* unknown = std::get_if<UnknownRule>(&rule.kind)) {
        if (const json::Object* members = unknown->attributes.object()) return *members;
        return json::Object{{"match", unknown->name}};
    }
    const std::string_view name = rule_name(rule);
    json::Object members;
    members.set("match", name);
    find_rule_kind(name)->write(rule, members);
    return members;
}

json::Object rules_to_json(const MatchingRules& rules) {
    json::Object written;
    if (!rules.path.empty()) written.set("path", list_to_json(rules.path));
    if (!rules.status.empty()) written.set("status", list_to_json(rules.status));
    if (!rules.query.empty()) written.set("query", named_to_json(rules.query));
    if (!rules.header.empty()) written.set("header", named_to_json(rules.header));
    if (!rules.body.empty()) written.set("body", keyed_rules_to_json(rules.body));
    if (!rules.metadata.empty()) written.set("metadata", named_to_json(rules.metadata));
    return written;
}

}  // namespace tally::format
