#include "openapi.h"

#include "base/text.h"
#include "routes.h"
#include "settings.h"
#include "version.h"
#include "web/negotiation.h"

namespace tally {

namespace {

constexpr const char* kDescription =
    "Contracts, verification results and what can be deployed: the HTTP API of the Pact Broker and what Tally adds. "
    "Clients start at `/` and follow links. Every path answers OPTIONS with its methods.";

// "get_pacticipants_pacticipant_versions"
std::string operation_id(std::string_view method, std::string_view path) {
    std::string id = text::lower(method);
    bool between = true;
    for (const char c : path) {
        const bool is_part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_part && between) id += '_';
        if (is_part) id += c;
        between = !is_part;
    }
    return id == "get" ? "get_index" : id;
}

json::Value schema_of(std::string_view type) {
    return json::Object{{"type", type.find("json") == std::string_view::npos ? "string" : "object"}};
}

json::Object content(const web::MediaTypes& types) {
    json::Object all;
    for (const auto type : types) all.set(std::string(type), json::Object{{"schema", schema_of(type)}});
    return all;
}

json::Value refers_to(const std::string& component) {
    return json::Object{{"$ref", "#/components/" + component}};
}

json::Array path_parameters(std::string_view path) {
    json::Array all;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        const auto name = path.substr(open + 1, path.find('}', open) - open - 1);
        all.push_back(json::Object{{"name", std::string(name)},
                                   {"in", "path"},
                                   {"required", true},
                                   {"schema", json::Object{{"type", "string"}}}});
    }
    return all;
}

// What the table knows. A write says by itself whether it created, changed or found something, so that its
// success is a range.
json::Object responses(const web::Route& route, const web::Operation& operation, bool asks_for_credentials) {
    const bool reads = operation.method == "GET" || operation.access == web::Access::read;
    const bool has_body = operation.body != web::Body::ignored;
    json::Object all;
    all.set(reads ? "200" : "2XX",
            json::Object{{"description", reads ? "The document" : "Done"}, {"content", content(route.offers)}});
    if (has_body) all.set("400", refers_to("responses/Error"));
    if (asks_for_credentials) all.set("401", refers_to("responses/Error"));
    if (route.path.find('{') != std::string_view::npos) {
        all.set("404", refers_to("responses/Error"));
        all.set("422", refers_to("responses/Error"));
    }
    all.set("406", refers_to("responses/Error"));
    if (has_body) all.set("415", refers_to("responses/Error"));
    all.set("default", refers_to("responses/Error"));
    return all;
}

json::Object to_operation(const web::Route& route, const web::Operation& operation,
                          const web::Protection& protection) {
    const bool asks = needed_permission(operation.method, &route, protection) != web::Permission::nothing;
    json::Object document;
    document.set("operationId", operation_id(operation.method, route.path));
    const auto group = route.path.substr(1, route.path.find('/', 1) - 1);
    document.set("tags", json::Array{group.empty() ? std::string("index") : std::string(group)});
    if (protection.is_on() && !asks) document.set("security", json::Array{});
    if (operation.body != web::Body::ignored) {
        document.set("requestBody", json::Object{{"required", operation.body != web::Body::optional},
                                                 {"content", content(operation.accepts)}});
    }
    document.set("responses", responses(route, operation, asks));
    return document;
}

json::Object components(bool is_protected) {
    json::Object all;
    all.set("responses",
            json::Object{{"Error", json::Object{{"description", "Why not"},
                                                {"content", content({web::kHal, web::kJson, web::kProblem})}}}});
    if (is_protected) {
        all.set("securitySchemes",
                json::Object{{"credentials", json::Object{{"type", "http"}, {"scheme", "basic"}}}});
    }
    return all;
}

}  // namespace

http::Response get_openapi(const web::RequestContext& context, storage::Database&) {
    const auto& protection = context.settings.protection;
    json::Object paths;
    for (const auto& route : routes()) {
        json::Object path;
        if (auto parameters = path_parameters(route.path); !parameters.empty())
            path.set("parameters", std::move(parameters));
        for (const auto& operation : route.operations)
            path.set(text::lower(operation.method), to_operation(route, operation, protection));
        paths.set(std::string(route.path), std::move(path));
    }
    json::Object document;
    document.set("openapi", "3.1.0");
    document.set("info", json::Object{{"title", "contract-broker"},
                                      {"version", std::string(kVersion)},
                                      {"description", kDescription},
                                      {"license", json::Object{{"name", "MIT"}, {"identifier", "MIT"}}}});
    document.set("servers", json::Array{json::Object{{"url", context.base_url}}});
    if (protection.is_on())
        document.set("security", json::Array{json::Object{{"credentials", json::Array{}}}});
    document.set("paths", std::move(paths));
    document.set("components", components(protection.is_on()));
    const json::Value value(std::move(document));
    return {200,
            {{"Content-Type", web::with_charset(context.media_type)}},
            context.wants_indentation() ? json::to_pretty_text(value) : json::to_text(value)};
}

}  // namespace tally
