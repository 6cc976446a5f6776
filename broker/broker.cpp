#include "broker.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"
#include "links.h"
#include "routes.h"
#include "version.h"
#include "web/base_url.h"
#include "web/entity_tag.h"
#include "web/negotiation.h"
#include "web/problem.h"
#include "web/request_body.h"
#include "web/request_context.h"

namespace tally {

namespace {

// The path as it is routed, and what the client accepts: an ending like ".json" stands for an Accept header.
struct Wanted {
    std::string_view path;
    std::string accept;
};

Wanted wanted(const http::Request& request, const web::Router& router) {
    const auto path = request.path();
    const auto* ending = web::find_ending(path);
    if (ending == nullptr || router.serves(path))  // there it is part of the name
        return {path, web::accept_list(request.headers)};
    return {path.substr(0, path.size() - ending->text.size()), std::string(ending->type)};
}

bool has_control_character(const std::vector<std::string>& segments) {
    return std::any_of(segments.begin(), segments.end(), [](const std::string& segment) {
        return std::any_of(segment.begin(), segment.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    });
}

std::vector<std::string> names(const web::MediaTypes& types) {
    return {types.begin(), types.end()};
}

constexpr const char* kRetryAfter = "5";  // seconds

struct AnswerToTrouble {
    int status;
    const char* message;
};

AnswerToTrouble answer_to(storage::StorageError::Kind kind) {
    using Kind = storage::StorageError::Kind;
    switch (kind) {
        case Kind::full:
            return {507, "the broker's database has no space left, so nothing was stored; tell who operates the broker"};
        case Kind::away:
            return {503, "the broker's database cannot be reached at the moment; try again in a few seconds"};
        case Kind::uncertain:
            return {500, "the database was lost while it stored this, and it may or may not have been kept; try again"};
        case Kind::broken:
            break;
    }
    return {500, "the broker could not answer; its log has the reason"};
}

void add_common_headers(http::Response& response) {
    auto& headers = response.headers;
    headers.set("X-Pact-Broker-Version", std::string(kVersion));
    headers.set("Vary", "Accept");
    if (!headers.contains("Cache-Control")) headers.set("Cache-Control", "no-cache");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Content-Security-Policy",
                "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                "img-src 'self' data:");
}

// The query and the document of the request, looked at before any handler does. The answer when they cannot be read.
std::optional<http::Response> read_document(web::RequestContext& context, const web::Operation& operation) {
    const auto refuse = [&](const std::string& message) { return web::error_response(context, 400, message); };
    if (!context.query.is_text()) return refuse("the query has a NUL character or bytes that are not UTF-8");
    if (operation.body == web::Body::ignored) return std::nullopt;
    if (text::trim(context.request.body).empty()) {
        if (operation.body == web::Body::optional) return std::nullopt;
        return refuse("request body: is empty; send a JSON document");
    }
    auto body = web::read_json_body(context.request.body);
    if (!body) return refuse(body.error().text());
    if (!body->is_object() && operation.body != web::Body::required_or_list) {
        return refuse("request body: must be a JSON object");
    }
    context.body = std::move(*body);
    return std::nullopt;
}

}  // namespace

// One request on its way to its handler.
struct Preparation {
    const http::Request& request;
    Wanted wanted;
    std::string base_url;
    web::PathVariables variables;

    http::Response error(int status, const std::string& message) const {
        return web::framework_error(wanted.accept, base_url, status, message);
    }
};

Broker::Broker(storage::Database& database, const Clock& clock, Random& random, Settings settings,
               WebhookOutlet webhooks)
    : database_(database),
      clock_(clock),
      random_(random),
      settings_(std::move(settings)),
      webhooks_(std::move(webhooks)),
      router_(routes()) {}

http::Response Broker::handle(const http::Request& request) noexcept {
    http::Response response;
    try {
        response = respond(request);
    } catch (const storage::StorageError& error) {
        response = broken(request, error.what(), error.kind());
    } catch (const std::exception& error) {  // a mistake of ours
        response = broken(request, error.what());
    }
    add_common_headers(response);
    web::add_entity_tag(request, response);
    if (log::enabled(log::Level::debug)) {
        log::debug(request.method + " " + std::string(request.path()) + " " +
                   std::to_string(response.status));
    }
    return response;
}

http::Response Broker::broken(const http::Request& request, const std::string& what,
                              storage::StorageError::Kind kind) {
    std::string reference;
    {
        const std::lock_guard lock(random_mutex_);
        reference = random_.characters(10, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }
    log::error("error " + reference + " in " + request.method + " " + std::string(request.path()) + ": " +
               what);
    const auto [status, message] = answer_to(kind);
    auto response = web::broken_response(web::accept_list(request.headers),
                                         web::base_url(request, settings_.base_urls), status, message, reference);
    if (status == 503) response.headers.set("Retry-After", kRetryAfter);
    return response;
}

// Before anything else is said, even that there is no such path.
std::optional<http::Response> Broker::refused(const Preparation& preparation, const web::Route* route) {
    const auto& request = preparation.request;
    const auto& protection = settings_.protection;
    const auto needed = needed_permission(request.method, route, protection);
    if (needed == web::Permission::nothing) return std::nullopt;
    const auto has = web::permission_of(request.headers, protection);
    if (has >= needed) return std::nullopt;
    auto response = preparation.error(
        401, has == web::Permission::reading ? "these credentials only allow reading; use those for writing"
             : request.headers.contains("Authorization")
                 ? "the credentials are wrong; the broker takes a username and password (HTTP Basic)"
                 : "credentials are missing; send a username and password (HTTP Basic)");
    response.headers.set("WWW-Authenticate", "Basic realm=\"contract-broker\", charset=\"UTF-8\"");
    return response;
}

http::Response Broker::respond(const http::Request& request) {
    Preparation preparation{
        request, wanted(request, router_), web::base_url(request, settings_.base_urls), {}};
    const auto segments = web::path_segments(preparation.wanted.path);
    auto match = segments ? router_.match(*segments) : std::nullopt;
    if (auto refusal = refused(preparation, match ? match->route : nullptr)) return std::move(*refusal);
    if (!segments) {
        // Whatever the client accepts: it has asked for something that is not a path.
        return web::framework_error(web::kProblem, preparation.base_url, 404,
                                    "the path is not a valid one: it has two slashes in a row, a character that must be "
                                    "percent-encoded, or bytes that are not UTF-8");
    }
    if (has_control_character(*segments)) {
        return preparation.error(422, "the path has a new line, tab or other control character in it");
    }
    if (!match) return preparation.error(404, "the requested document was not found on this broker");
    preparation.variables = std::move(match->variables);

    const auto& route = *match->route;
    if (request.method == "OPTIONS") return {200, {{"Access-Control-Allow-Methods", route.methods()}}, ""};
    const auto* operation = route.find(request.method);
    if (operation == nullptr) {
        auto response =
            preparation.error(405, "the method is not allowed here; allowed are " + route.methods());
        response.headers.set("Allow", route.methods());
        return response;
    }
    return dispatch(route, *operation, preparation);
}

http::Response Broker::dispatch(const web::Route& route, const web::Operation& operation,
                                const Preparation& preparation) {
    const auto& request = preparation.request;
    if (operation.body != web::Body::ignored) {
        const auto* type = request.headers.find("Content-Type");
        if (type == nullptr || !web::is_one_of(*type, operation.accepts)) {
            return preparation.error(415, "the Content-Type must be " + text::join(names(operation.accepts), " or "));
        }
    }
    const auto media_type = web::choose_media_type(preparation.wanted.accept, route.offers);
    if (!media_type)
        return preparation.error(406, "this is only available as " + text::join(names(route.offers), ", "));

    bool has_queued_deliveries = false;
    const auto now = clock_.now();
    const Links links(preparation.base_url, router_);
    web::RequestContext context{request,
                                settings_,
                                links,
                                preparation.base_url,
                                now,
                                iso_8601_fixed(now),
                                preparation.variables,
                                web::Query(request.query()),
                                *media_type,
                                preparation.wanted.accept,
                                {},
                                [this] {
                                    const std::lock_guard lock(random_mutex_);
                                    return random_.uuid();
                                },
                                [&has_queued_deliveries] { has_queued_deliveries = true; },
                                clock_,
                                webhooks_.client};
    if (auto refusal = read_document(context, operation)) return std::move(*refusal);
    if (operation.access == web::Access::own) return operation.own_handler(context, database_);
    http::Response response;
    if (operation.access == web::Access::read) {
        database_.read(
            [&](storage::Transaction& transaction) { response = operation.handler(context, transaction); });
        return response;
    }
    web::SecondPart in_transaction = [&](storage::Transaction& transaction) {
        return operation.handler(context, transaction);
    };
    if (operation.two_parts != nullptr) {
        auto prepared = operation.two_parts(context);
        if (auto* refusal = std::get_if<http::Response>(&prepared)) return std::move(*refusal);
        in_transaction = std::get<web::SecondPart>(std::move(prepared));
    }
    database_.write([&](storage::Transaction& transaction) {
        has_queued_deliveries = false;
        response = in_transaction(transaction);
        return response.status < 400;
    });
    if (has_queued_deliveries && response.status < 400 && webhooks_.wake) webhooks_.wake();
    return response;
}

}  // namespace tally
