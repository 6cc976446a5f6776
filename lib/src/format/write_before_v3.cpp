#include "format/write_before_v3.h"

#include <algorithm>

#include "base/encoding.h"
#include "format/find_losses.h"
#include "format/parts_json.h"
#include "format/rules_json.h"

namespace tally::format {
namespace {

using namespace model;

// Names in order, as the other tools write them; a V1 contract keeps its text, which is compared as a whole.
std::string query_text(const Request& request, SpecVersion version) {
    if (version == SpecVersion::v1 && request.query_string) return *request.query_string;
    std::vector<QueryParameter> ordered = request.query;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const QueryParameter& a, const QueryParameter& b) { return a.name < b.name; });
    std::string text;
    for (const QueryParameter& parameter : ordered) {
        for (const auto& value : parameter.values) {
            if (!text.empty()) text += '&';
            text += encoding::percent_encoded(parameter.name);
            if (value) text += '=' + encoding::percent_encoded(*value);
        }
    }
    return text;
}

void add_flat(json::Object& flat, std::string path, const RuleList& list) {
    if (!list.empty()) flat.set(std::move(path), rule_to_json(list.rules.front()));
}

void add_flat_names(json::Object& flat, const std::string& root, const std::vector<KeyedRules>& rules) {
    for (const KeyedRules& keyed : rules) {
        std::string path = root;
        append_field(path, keyed.key);
        add_flat(flat, std::move(path), keyed.list);
    }
}

json::Object flat_rules(const MatchingRules& rules) {
    json::Object flat;
    add_flat(flat, "$.path", rules.path);
    add_flat(flat, "$.status", rules.status);
    add_flat_names(flat, "$.query", rules.query);
    add_flat_names(flat, "$.headers", rules.header);
    for (const KeyedRules& keyed : rules.body)
        add_flat(flat, "$.body" + to_text(keyed.path).substr(1), keyed.list);
    return flat;
}

void replace_rules(json::Object& members, const MatchingRules& rules) {
    members.erase("matchingRules");
    json::Object flat = flat_rules(rules);
    if (!flat.empty()) members.set("matchingRules", std::move(flat));
}

}  // namespace

Result<json::Object> interaction_before_v3(const Interaction& interaction, SpecVersion version) {
    if (Result<void> lossless = refuse_losses(interaction, version); !lossless) return lossless.error();
    const HttpExchange& exchange = *interaction.http();
    json::Object request = request_to_json(exchange.request, SpecVersion::v3);
    if (!exchange.request.query.empty()) request.set("query", query_text(exchange.request, version));
    replace_rules(request, exchange.request.rules);
    json::Object response = response_to_json(exchange.response, SpecVersion::v3);
    replace_rules(response, exchange.response.rules);

    json::Object members;
    members.set("description", interaction.description);
    // An empty name is no state when it is read.
    if (!interaction.provider_states.empty() && !interaction.provider_states.front().name.empty())
        members.set("providerState", interaction.provider_states.front().name);
    members.set("request", std::move(request));
    members.set("response", std::move(response));
    for (const json::Member& member : interaction.other_members) members.set(member.name, member.value);
    return members;
}

}  // namespace tally::format
