#include "broker_api/broker_client.h"

#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "http/content_type.h"

namespace tally::broker_api {

namespace {

// "/pact-broker" of "http://host/pact-broker/"; "" when there is none.
std::string without_trailing_slashes(std::string path) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    return path;
}

// Path and query of a link, whatever its host.
std::string path_and_query(std::string_view href) {
    const auto scheme = href.find("://");
    if (scheme != std::string_view::npos && scheme < href.find_first_of("/?#")) {
        const auto start = href.find_first_of("/?#", scheme + 3);
        href = start == std::string_view::npos ? std::string_view() : href.substr(start);
    }
    href = href.substr(0, href.find('#'));
    std::string target(href);
    if (target.empty() || target.front() != '/') target.insert(target.begin(), '/');
    return target;
}

bool speaks_json(const http::Response& response) {
    const std::string* text = response.headers.find("Content-Type");
    if (text == nullptr) return false;
    const auto type = http::parse_content_type(*text);
    return type && type->is_json();
}

std::string status_text(int status) {
    const auto phrase = http::reason_phrase(status);
    return "HTTP " + std::to_string(status) + (phrase.empty() ? "" : " " + std::string(phrase));
}

}  // namespace

std::string authorization(const std::string& user, const std::string& password, const std::string& token) {
    if (!token.empty()) return "Bearer " + token;
    if (!user.empty()) return "Basic " + encoding::base64(user + ":" + password);
    return "";
}

Error refusal(const http::Response& response, std::string where) {
    Error error{ErrorCode::io, std::move(where), "the broker answered " + status_text(response.status), ""};
    if (response.status == 404) {
        error.code = ErrorCode::not_found;
        error.what = "the broker has nothing at this address (" + status_text(404) + ")";
    } else if (response.status == 409) {
        error.code = ErrorCode::conflict;
    } else if (response.status >= 500) {
        error.code = ErrorCode::unreachable;
        error.remedy = "try again later, or look into the broker's log";
    } else if (response.status >= 400) {
        error.code = ErrorCode::invalid_input;
    }
    if (auto body = json::parse(response.body)) {
        const auto texts = error_texts(*body);
        if (!texts.empty())
            error.what += ": " + text::shorten(text::printable(text::join(texts, "; ")), 2000);
    }
    return error;
}

BrokerClient::BrokerClient(BrokerSettings settings, Url base, http::Client& client, http::Pause pause)
    : settings_(std::move(settings)),
      base_(std::move(base)),
      context_path_(without_trailing_slashes(base_.path())),
      client_(&client),
      pause_(std::move(pause)) {}

Result<BrokerClient> BrokerClient::create(BrokerSettings settings, http::Client& client, http::Pause pause) {
    auto base = parse_url(settings.url, "http");
    if (!base) return base.error();
    if (!base->userinfo.empty() && settings.user.empty() && settings.token.empty()) {
        const std::string_view userinfo = base->userinfo;
        const auto colon = userinfo.find(':');
        settings.user = encoding::percent_decoded(userinfo.substr(0, colon));
        if (colon != std::string_view::npos)
            settings.password = encoding::percent_decoded(userinfo.substr(colon + 1));
    }
    return BrokerClient(std::move(settings), std::move(*base), client, std::move(pause));
}

std::string BrokerClient::target_of(std::string_view href) const {
    std::string target = path_and_query(href);
    const bool has_context = target == context_path_ || target.rfind(context_path_ + "/", 0) == 0;
    if (!has_context) target.insert(0, context_path_);
    return target;
}

std::string BrokerClient::shown(std::string_view href) const {
    const std::string target = target_of(href);
    return base_.origin() + (target == "/" ? "" : target);
}

Result<http::Response> BrokerClient::exchange(std::string_view method, std::string_view href,
                                              const json::Value* body) {
    http::Request request;
    request.method = method;
    request.target = target_of(href);
    request.headers.set("Accept", "application/hal+json, application/json");
    std::string credentials = authorization(settings_.user, settings_.password, settings_.token);
    if (!credentials.empty()) request.headers.set("Authorization", std::move(credentials));
    for (const auto& header : settings_.headers) request.headers.set(header.name, header.value);
    if (body != nullptr) {
        request.headers.set("Content-Type",
                            method == "PATCH" ? "application/merge-patch+json" : "application/json");
        request.body = json::to_text(*body);
    }

    auto response = http::send_with_retries(*client_, base_.origin(), request, settings_.limits,
                                            settings_.retries, pause_);
    const std::string where = shown(href);
    if (!response) {
        Error error = response.error();
        error.where = where;
        if (error.code == ErrorCode::unreachable) {
            error.remedy = "check the broker's address, and that it is running";
        } else if (error.code == ErrorCode::timed_out) {
            error.remedy = "try again later, or look into the broker's log";
        }
        return error;
    }
    if (response->status == 401) {
        const bool sent = request.headers.contains("Authorization");
        return Error{ErrorCode::denied, where,
                     sent ? "the broker does not accept these credentials (HTTP 401)"
                          : "the broker wants credentials (HTTP 401)",
                     settings_.advice.credentials};
    }
    if (response->status == 403) {
        return Error{ErrorCode::denied, where,
                     "the broker does not allow this with these credentials (HTTP 403)",
                     "use credentials that may " + std::string(method == "GET" ? "read" : "write")};
    }
    if (response->status >= 300 && response->status < 400) {
        const std::string location = masked_url(response->headers.value_or("Location", "another address"));
        return Error{ErrorCode::malformed, where,
                     "the broker redirects to " + text::printable(text::shorten(location, 200)),
                     "use that address as the broker's"};
    }
    return response;
}

Result<HalDocument> BrokerClient::document(std::string_view method, std::string_view href,
                                           const json::Value* body) {
    auto response = exchange(method, href, body);
    if (!response) return response.error();
    if (response->status < 200 || response->status > 299) return refusal(*response, shown(href));
    HalDocument document;
    document.text = std::move(response->body);
    if (text::trim(document.text).empty()) return document;
    if (!speaks_json(*response)) {
        const std::string type = response->headers.value_or("Content-Type", "an unknown type");
        return Error{ErrorCode::malformed, shown(href),
                     "expected JSON but received " + text::printable(text::shorten(type, 80)),
                     "check the broker's address, including its path"};
    }
    auto value = json::parse(document.text);
    if (!value) {
        return Error{ErrorCode::malformed, shown(href),
                     "the broker's answer is " + value.error().what + " (at " + value.error().where + ")",
                     "look whether a proxy changes or cuts the broker's answers"};
    }
    if (!value->is_object()) {
        return Error{ErrorCode::malformed, shown(href), "the broker's answer is not a JSON object",
                     "check that the address is that of a Pact broker"};
    }
    document.body = std::move(*value);
    return document;
}

Result<HalDocument> BrokerClient::index() {
    if (index_) return *index_;
    auto found = document("GET", context_path_ + "/", nullptr);
    const std::string remedy = "check the broker's address, including its path";
    if (!found) {
        Error error = found.error();
        if (error.code == ErrorCode::not_found) {
            // Nothing of what was asked for is missing: this is no broker
            error.code = ErrorCode::malformed;
            error.remedy = remedy;
        }
        return error;
    }
    const json::Value* links = found->body.find("_links");
    if (links == nullptr || !links->is_object()) {
        return Error{ErrorCode::malformed, address(), "this is not a broker: its first document has no links",
                     remedy};
    }
    index_ = std::move(*found);
    return *index_;
}

Result<HalDocument> BrokerClient::get(std::string_view href) {
    return document("GET", href, nullptr);
}

Result<HalDocument> BrokerClient::put(std::string_view href, const json::Value& body) {
    return document("PUT", href, &body);
}

Result<HalDocument> BrokerClient::post(std::string_view href, const json::Value& body) {
    return document("POST", href, &body);
}

Result<HalDocument> BrokerClient::patch(std::string_view href, const json::Value& body) {
    return document("PATCH", href, &body);
}

Result<HalDocument> BrokerClient::remove(std::string_view href) {
    return document("DELETE", href, nullptr);
}

Result<std::string> BrokerClient::require_link(std::string_view rel, const std::string& consequence) {
    auto first = index();
    if (!first) return first.error();
    auto link = first->link(rel);
    if (!link) return missing_link(*this, rel, consequence);
    return std::move(link->href);
}

Error missing_link(const BrokerClient& broker, std::string_view rel, const std::string& consequence) {
    return {ErrorCode::unsupported, broker.address(),
            "the broker offers no link '" + std::string(rel) + "', so " + consequence, "use a newer broker"};
}

}  // namespace tally::broker_api
