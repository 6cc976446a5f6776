#include "format/integration_json_rule.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "format/generators_json.h"
#include "format/rule_table.h"
#include "format/rules_json.h"

namespace tally::format {
namespace {

using namespace model;

constexpr std::size_t kMaxQuoted = 100;

Error unknown_matcher(std::string_view name) {
    std::vector<std::string> names;
    for (const RuleKind& kind : rule_kinds()) names.emplace_back(kind.name);
    const std::string near = text::nearest(name, names);
    return {ErrorCode::invalid_input, "",
            "matcher '" + text::shorten(text::printable(name), kMaxQuoted) + "' is unknown",
            near.empty() ? "use one of " + text::join(names, ", ") : "did you mean '" + near + "'"};
}

// The generator inside an eachKey or eachValue.
json::Value file_generator(const json::Value& described) {
    const json::Value* type = described.find("pact:generator:type");
    if (!type || described.find("type")) return described;
    json::Object members = *described.object();
    members.set("type", *type);
    return json::Value(std::move(members));
}

bool is_needed(const json::Member& member, const RuleKind& kind) {
    // The example may be large, and most rules have no use for it.
    if (member.name != "value") return true;
    return std::find(kind.fields.begin(), kind.fields.end(), member.name) != kind.fields.end();
}

Result<json::Value> file_rule(const json::Value& described, std::string_view name);

Result<void> respell_nested_rules(json::Array& rules) {
    for (json::Value& rule : rules) {
        const json::Value* type = rule.find("match") ? rule.find("match") : rule.find("pact:matcher:type");
        if (!type || !type->string())
            continue;  // read_rule() knows the old spellings, and what to say of others
        Result<json::Value> spelled = file_rule(rule, *type->string());
        if (!spelled) return std::move(spelled).error();
        rule = std::move(*spelled);
    }
    return {};
}

// As contract files spell the matcher `name` with the attributes of `described`, an object from a document of
// bounded depth.
Result<json::Value> file_rule(const json::Value& described, std::string_view name) {
    const RuleKind* kind = find_rule_kind(name);
    if (!kind) return unknown_matcher(name);
    json::Object members;
    for (const json::Member& member : *described.object()) {
        if (is_needed(member, *kind)) members.set(member.name, member.value);
    }
    members.set("match", name);
    if (kind->name != "eachKey" && kind->name != "eachValue") return json::Value(std::move(members));

    if (json::Value* example = members.find("value"); example && !example->string()) {
        *example = json::to_text(json::sorted(*example));
    }
    if (json::Value* generator = members.find("generator")) *generator = file_generator(*generator);
    if (json::Value* rules = members.find("rules"); rules && rules->array()) {
        if (Result<void> nested = respell_nested_rules(*rules->array()); !nested) return nested.error();
    }
    return json::Value(std::move(members));
}

}  // namespace

Result<MatchingRule> read_integration_rule(const Node& node, std::string_view name, Reading& reading) {
    const Result<json::Value> spelled = file_rule(node.value(), name);
    if (!spelled) return spelled.error();
    // Places in the respelled rule mean nothing to the user.
    Reading inner("", "");
    std::optional<MatchingRule> rule = read_rule(Node(*spelled), inner);
    if (inner.refused()) {
        Error error = inner.refusal();
        error.where.clear();
        return error;
    }
    for (Warning& warning : inner.take_warnings()) {
        reading.warn(node, std::move(warning.what), std::move(warning.remedy));
    }
    return std::move(*rule);
}

Result<Generator> read_integration_generator(const Node& node, const json::Value& type) {
    json::Object members;
    for (const json::Member& member : *node.value().object()) {
        if (member.name != "value") members.set(member.name, member.value);
    }
    members.set("type", type);
    const json::Value spelled(std::move(members));
    Reading inner("", "");
    std::optional<Generator> generator = read_generator(Node(spelled), inner);
    if (inner.refused()) {
        Error error = inner.refusal();
        error.where.clear();
        return error;
    }
    if (generator && !std::holds_alternative<UnknownGenerator>(*generator)) return std::move(*generator);
    Error error{ErrorCode::invalid_input, "", "a generator's type is not a string",
                "write the generator's type"};
    if (generator) {
        const Warnings warnings = inner.take_warnings();
        error.what =
            "generator '" + text::shorten(text::printable(as_text(type)), kMaxQuoted) + "' is unknown";
        error.remedy = warnings.empty() ? "use a built-in generator" : warnings.back().remedy;
    }
    return error;
}

}  // namespace tally::format
