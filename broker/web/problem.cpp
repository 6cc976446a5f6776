#include "web/problem.h"

#include "base/json.h"
#include "base/text.h"
#include "web/negotiation.h"

namespace tally::web {

namespace {

using Kind = ValidationErrors::Kind;

std::string kind_of_problem(int status) {
    switch (status) {
        case 401:
            return "unauthorized";
        case 404:
            return "not-found";
        case 405:
            return "method-not-allowed";
        case 406:
            return "not-acceptable";
        case 409:
            return "conflict";
        case 413:
            return "too-large";
        case 415:
            return "unsupported-media-type";
        case 422:
            return "unprocessable";
        case 500:
            return "server-error";
        case 503:
            return "unavailable";
        case 507:
            return "insufficient-storage";
        default:
            return "bad-request";
    }
}

http::Response respond(int status, std::string_view type, const json::Value& document) {
    return {status, {{"Content-Type", with_charset(type)}}, json::to_text(document)};
}

http::Response problem(std::string_view base_url, int status, const std::string& detail) {
    json::Object document;
    document.set("title", std::string(http::reason_phrase(status)));
    document.set("type", std::string(base_url) + "/problems/" + kind_of_problem(status));
    document.set("detail", detail);
    document.set("status", status);
    return respond(status, kProblem, std::move(document));
}

std::string type_of(const ValidationErrors::Entry& entry) {
    std::string type = entry.kind == Kind::missing ? "missing-" : "invalid-";
    type += entry.in_query ? "request-parameter" : "body-property";
    if (entry.kind == Kind::invalid) type += "-value";
    if (entry.kind == Kind::invalid_format) type += "-format";
    return type;
}

json::Value to_problem_entry(const ValidationErrors::Entry& entry, std::string_view base_url) {
    json::Object object;
    object.set("type", std::string(base_url) + "/problems/" + type_of(entry));
    object.set("title", entry.kind == Kind::missing ? "Missing value" : "Invalid value");
    object.set("detail", entry.key.empty() ? entry.message : entry.key + " " + entry.message);
    if (entry.in_query) {
        object.set("parameter", entry.key);
    } else {
        object.set("pointer", "/" + text::replace_all(entry.key, ".", "/"));
    }
    return object;
}

bool asks_for_problem(std::string_view accept) {
    return text::contains_ignoring_case(accept, kProblem);
}

}  // namespace

void ValidationErrors::add_missing(std::string key, std::string message) {
    entries_.push_back({std::move(key), std::move(message), Kind::missing, false});
}

void ValidationErrors::add_invalid(std::string key, std::string message, Kind kind) {
    entries_.push_back({std::move(key), std::move(message), kind, false});
}

void ValidationErrors::add_invalid_parameter(std::string key, std::string message) {
    entries_.push_back({std::move(key), std::move(message), Kind::invalid, true});
}

http::Response validation_response(const RequestContext& context, const ValidationErrors& errors,
                                   int status) {
    json::Object document;
    if (context.wants_problem_json()) {
        const auto& base = context.base_url;
        json::Array entries;
        for (const auto& entry : errors.entries()) entries.push_back(to_problem_entry(entry, base));
        document.set("title", "Validation errors");
        document.set("type", base + "/problems/validation-error");
        document.set("status", status);
        document.set("instance", "/");
        document.set("errors", std::move(entries));
        return respond(status, kProblem, std::move(document));
    }
    json::Object by_key;
    for (const auto& entry : errors.entries()) {
        auto* messages = by_key.find(entry.key);
        if (messages == nullptr) messages = &by_key.set(entry.key, json::Array{});
        messages->array()->push_back(entry.message);
    }
    document.set("errors", std::move(by_key));
    return respond(status, kHal, std::move(document));
}

http::Response error_response(const RequestContext& context, int status, const std::string& message) {
    if (context.wants_problem_json()) return problem(context.base_url, status, message);
    return respond(status, kHal, json::Object{{"error", message}});
}

http::Response not_found(const RequestContext& context, const std::string& message) {
    return error_response(context, 404, message);
}

http::Response framework_error(std::string_view accept, std::string_view base_url, int status,
                               const std::string& message) {
    if (asks_for_problem(accept)) return problem(base_url, status, message);
    return respond(status, kJson, json::Object{{"error", message}});
}

http::Response broken_response(std::string_view accept, std::string_view base_url, int status,
                               const std::string& message, const std::string& reference) {
    if (asks_for_problem(accept))
        return problem(base_url, status, message + " (reference " + reference + ")");
    return respond(status, kHal,
                   json::Object{{"error", json::Object{{"message", message}, {"reference", reference}}}});
}

}  // namespace tally::web
