#include "conformance/oracle/written_form.h"

#include "conformance/oracle/members.h"
#include "format/interaction_json.h"
#include "format/parts_json.h"
#include "model/path_expression.h"

namespace tally::conformance {
namespace {

using model::SpecVersion;

// Paths have several spellings.
json::Object with_canonical_keys(const json::Object& members) {
    json::Object canonical;
    for (const json::Member& member : members) {
        const Result<model::PathExpression> path = model::parse_path(member.name);
        canonical.set(path ? model::to_text(*path) : member.name, member.value);
    }
    return canonical;
}

// A rule of the status may stand under "$".
void make_canonical(json::Value& value) {
    json::Object* members = value.object();
    if (!members) return;
    for (const std::string_view name : {"matchingRules", "generators"}) {
        json::Value* categories = members->find(name);
        json::Object* rules = categories ? categories->object() : nullptr;
        if (!rules) continue;
        if (json::Value* body = rules->find("body"); body && body->object())
            *body = with_canonical_keys(*body->object());
        if (json::Value* status = rules->find("status"); status && status->find("$")) {
            json::Value direct = *status->find("$");
            *status = std::move(direct);
        }
    }
    for (const std::string_view name : {"request", "response"}) {
        if (json::Value* below = members->find(name)) make_canonical(*below);
    }
}

json::Value canonical(json::Value value) {
    make_canonical(value);
    return value;
}

// One rule for a place, no generators.
void reduce_to_v2(std::vector<model::KeyedRules>& rules) {
    for (model::KeyedRules& keyed : rules) {
        if (keyed.list.rules.size() > 1) keyed.list.rules.resize(1);
    }
}
template <class Part>
void reduce_to_v2(Part& part) {
    reduce_to_v2(part.rules.body);
    reduce_to_v2(part.rules.header);
    reduce_to_v2(part.rules.query);
    part.generators = {};
}

SpecVersion notation(SpecVersion version) {
    return version == SpecVersion::v4 ? version : SpecVersion::v3;
}

}  // namespace

SpecVersion version_of(const json::Value& recorded) {
    const std::string spec = text_of(recorded, "spec");
    return model::parse_spec_version(spec.empty() ? spec : spec.substr(1)).value_or(SpecVersion::v4);
}

json::Value written_form(model::Request request, SpecVersion version) {
    if (version == SpecVersion::v2) reduce_to_v2(request);
    return canonical(format::request_to_json(request, notation(version)));
}

json::Value written_form(model::Response response, SpecVersion version) {
    if (version == SpecVersion::v2) reduce_to_v2(response);
    return canonical(format::response_to_json(response, notation(version)));
}

json::Value written_form(model::Interaction interaction, SpecVersion version) {
    if (version == SpecVersion::v2) {
        if (model::HttpExchange* http = interaction.http()) {
            reduce_to_v2(http->request);
            reduce_to_v2(http->response);
        }
        for (model::ProviderState& state : interaction.provider_states) state.params = {};
        if (interaction.provider_states.size() > 1) interaction.provider_states.resize(1);
    }
    const Result<json::Object> members = format::interaction_to_json(interaction, notation(version));
    return canonical(members ? json::Value(*members) : json::Value(members.error().text()));
}

json::Value recorded_form(const json::Value& recorded) {
    const json::Value& written = member(member(recorded, "result"), "written");
    if (version_of(recorded) != SpecVersion::v2) return canonical(written);
    format::Reading reading("", "");
    const format::Node node(written);
    if (text_of(recorded, "call") == "sequence") {
        const auto interaction = format::read_interaction(node, SpecVersion::v2, 1, reading);
        return interaction ? written_form(*interaction, SpecVersion::v2) : written;
    }
    if (text_of(recorded, "part") == "request")
        return written_form(format::read_request(node, SpecVersion::v2, reading), SpecVersion::v2);
    return written_form(format::read_response(node, SpecVersion::v2, reading), SpecVersion::v2);
}

}  // namespace tally::conformance
