// Matching rule definition expressions.
#include "conformance/oracle/checks.h"
#include "conformance/oracle/members.h"
#include "format/definition_expression.h"
#include "format/generators_json.h"
#include "format/rules_json.h"

namespace tally::conformance {
namespace {

json::Value rules_of(const format::Definition& definition) {
    json::Array rules;
    for (const auto& rule : definition.rules) {
        if (const auto* reference = std::get_if<format::RuleReference>(&rule)) {
            rules.emplace_back(json::Object{{"reference", reference->name}});
        } else {
            rules.emplace_back(format::rule_to_json(std::get<model::MatchingRule>(rule)));
        }
    }
    return json::Value(std::move(rules));
}

json::Value as_recorded(const format::Definition& definition) {
    json::Value generator;
    if (definition.generator) generator = format::generator_to_json(*definition.generator);
    return json::Object{{"value", definition.value},
                        {"valueType", format::to_text(definition.type)},
                        {"rules", rules_of(definition)},
                        {"generator", generator}};
}

}  // namespace

Verdict check_definition(const json::Value& recorded, const json::Value&) {
    constexpr bool strict_compat = true;
    const Result<format::Definition> definition =
        format::parse_definition(text_of(recorded, "expression"), {strict_compat});
    if (recorded.find("error")) {
        if (definition) return differs("ours reads it as " + json::to_text(as_recorded(*definition)));
        if (!recorded.find("line")) return holds();
        const std::string place =
            json::to_text(member(recorded, "line")) + ':' + json::to_text(member(recorded, "column"));
        if (definition.error().where == place) return holds();
        return differs("recorded an error at " + place + ", ours is " + definition.error().text());
    }
    if (!definition) return differs(definition.error().text());
    json::Object expected;
    for (const std::string_view name : {"value", "valueType", "rules", "generator"})
        expected.set(std::string(name), member(recorded, name));
    return compare(json::Value(std::move(expected)), as_recorded(*definition));
}

}  // namespace tally::conformance
