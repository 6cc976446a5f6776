#include "format/parts_json.h"

#include <array>
#include <charconv>
#include <initializer_list>

#include "base/text.h"
#include "format/body_json.h"
#include "format/generators_json.h"
#include "format/query_json.h"
#include "format/rules_json.h"
#include "model/declared_type.h"

namespace tally::format {
namespace {

using model::SpecVersion;

model::MatchingRules read_rules_of(const Node& node, std::initializer_list<std::string_view> names,
                                   Reading& reading) {
    for (const std::string_view name : names) {
        if (const auto rules = optional_object(node, name, reading)) return read_rules(*rules, reading);
    }
    return {};
}

model::Generators read_generators_of(const Node& node, Reading& reading) {
    const auto generators = optional_object(node, "generators", reading);
    return generators ? read_generators(*generators, reading) : model::Generators();
}

json::Object members_other_than(const json::Value& value, std::initializer_list<std::string_view> known) {
    json::Object others;
    if (!value.object()) return others;
    for (const json::Member& member : *value.object()) {
        bool is_known = false;
        for (const std::string_view name : known) is_known = is_known || name == member.name;
        if (!is_known) others.set(member.name, member.value);
    }
    return others;
}

int read_status(const Node& node, Reading& reading) {
    constexpr int otherwise = 200;
    constexpr std::int64_t most = 999;
    const std::optional<Node> status = node.find("status");
    if (!status || status->value().is_null()) return otherwise;
    const std::string text = as_text(status->value());
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number >= 0 && number <= most)
        return number;
    reading.warn(*status, "'status' is no status code; 200 is used", "write a number, for example 200");
    return otherwise;
}

void write_rules(json::Object& members, const model::MatchingRules& rules,
                 const model::Generators& generators) {
    if (!rules.empty()) members.set("matchingRules", rules_to_json(rules));
    if (!generators.empty()) members.set("generators", generators_to_json(generators));
}

void write_others(json::Object& members, const json::Object& others) {
    for (const json::Member& member : others) members.set(member.name, member.value);
}

bool is_object_or_absent(const Node& node, std::string_view what, Reading& reading) {
    if (node.value().is_object() || node.value().is_null()) return true;
    reading.warn(node,
                 "the " + std::string(what) + " is " + std::string(kind_with_article(node.value().kind())) +
                     " and is ignored",
                 "write it as an object");
    return false;
}

}  // namespace

model::Request read_request(const Node& node, SpecVersion version, Reading& reading) {
    model::Request request;
    if (!is_object_or_absent(node, "request", reading)) return request;
    request.method = text::upper(optional_string(node, "method", reading).value_or("GET"));
    request.path = optional_string(node, "path", reading).value_or("/");
    if (const auto query = node.find("query")) {
        request.query = read_query(*query, reading);
        if (version == SpecVersion::v1 && query->value().string())
            request.query_string = *query->value().string();
    }
    if (const auto headers = node.find("headers")) request.headers = read_headers(*headers, reading);
    request.body = read_body(node.find("body"), model::declared_type(request.headers), version, reading);
    request.rules = read_rules_of(node, {"matchingRules", "requestMatchingRules"}, reading);
    request.generators = read_generators_of(node, reading);
    request.other_members =
        members_other_than(node.value(), {"method", "path", "query", "headers", "body", "matchingRules",
                                          "requestMatchingRules", "generators"});
    return request;
}

model::Response read_response(const Node& node, SpecVersion version, Reading& reading) {
    model::Response response;
    if (!is_object_or_absent(node, "response", reading)) return response;
    response.status = read_status(node, reading);
    if (const auto headers = node.find("headers")) response.headers = read_headers(*headers, reading);
    response.body = read_body(node.find("body"), model::declared_type(response.headers), version, reading);
    response.rules = read_rules_of(node, {"matchingRules", "responseMatchingRules"}, reading);
    response.generators = read_generators_of(node, reading);
    response.other_members = members_other_than(
        node.value(), {"status", "headers", "body", "matchingRules", "responseMatchingRules", "generators"});
    return response;
}

model::MessagePart read_message_part(const Node& node, SpecVersion version, Reading& reading) {
    model::MessagePart part;
    if (!is_object_or_absent(node, "message", reading)) return part;
    for (const std::string_view name : {"metaData", "metadata"}) {
        if (const auto metadata = optional_object(node, name, reading)) {
            part.metadata = *metadata->value().object();
            break;
        }
    }
    part.contents = read_body(node.find("contents"), model::declared_type(part.metadata), version, reading);
    part.rules = read_rules_of(node, {"matchingRules"}, reading);
    part.generators = read_generators_of(node, reading);
    return part;
}

json::Object request_to_json(const model::Request& request, SpecVersion version) {
    json::Object members;
    members.set("method", text::upper(request.method));
    members.set("path", request.path);
    if (!request.query.empty()) members.set("query", query_to_json(request.query));
    if (!request.headers.empty()) {
        members.set("headers", headers_to_json(request.headers, version == SpecVersion::v4));
    }
    if (auto body = body_to_json(request.body, model::declared_type(request.headers), version)) {
        members.set("body", std::move(*body));
    }
    write_rules(members, request.rules, request.generators);
    write_others(members, request.other_members);
    return members;
}

json::Object response_to_json(const model::Response& response, SpecVersion version) {
    json::Object members;
    members.set("status", response.status);
    if (!response.headers.empty()) {
        members.set("headers", headers_to_json(response.headers, version == SpecVersion::v4));
    }
    if (auto body = body_to_json(response.body, model::declared_type(response.headers), version)) {
        members.set("body", std::move(*body));
    }
    write_rules(members, response.rules, response.generators);
    write_others(members, response.other_members);
    return members;
}

json::Object message_part_to_json(const model::MessagePart& part, SpecVersion version) {
    json::Object members;
    constexpr bool binary_as_base64 = true;
    if (auto contents =
            body_to_json(part.contents, model::declared_type(part.metadata), version, binary_as_base64)) {
        members.set("contents", std::move(*contents));
    }
    if (!part.metadata.empty()) members.set("metadata", part.metadata);
    write_rules(members, part.rules, part.generators);
    write_others(members, part.other_members);
    return members;
}

}  // namespace tally::format
