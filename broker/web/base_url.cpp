#include "web/base_url.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"

namespace tally::web {

namespace {

std::string without_slash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

// A proxy chain appends: the first entry is what the client used.
std::string first_entry(const http::Headers& headers, std::string_view name) {
    const auto value = headers.value_or(name, "");
    return std::string(text::trim(std::string_view(value).substr(0, value.find(','))));
}

bool is_safe_host(std::string_view host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    });
}

std::string origin(std::string_view scheme, std::string_view host_and_port) {
    const auto url = parse_url(std::string(scheme) + "://" + std::string(host_and_port));
    return url ? url->origin() : std::string(scheme) + "://localhost";
}

std::string plain_origin(const http::Request& request) {
    const auto host = request.headers.value_or("Host", "");
    return origin("http", is_safe_host(host) ? host : "localhost");
}

// What `Forwarded` (RFC 7239) says first about the name: `for=10.0.0.1;host="b.example";proto=https, for=...`
std::string forwarded_parameter(const http::Headers& headers, std::string_view name) {
    const auto value = headers.value_or("Forwarded", "");
    for (const auto proxy : text::split(value, ',')) {
        for (const auto pair : text::split(proxy, ';')) {
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos) continue;
            if (text::lower(text::trim(pair.substr(0, equals))) != name) continue;
            auto given = text::trim(pair.substr(equals + 1));
            if (given.size() >= 2 && given.front() == '"' && given.back() == '"') {
                given = given.substr(1, given.size() - 2);
            }
            return std::string(given);
        }
    }
    return "";
}

std::string forwarded_scheme(const http::Headers& headers) {
    auto scheme = text::lower(forwarded_parameter(headers, "proto"));
    if (scheme == "https" || scheme == "http") return scheme;
    if (text::lower(first_entry(headers, "X-Forwarded-Ssl")) == "on") return "https";
    scheme = text::lower(first_entry(headers, "X-Forwarded-Proto"));
    if (scheme.empty()) scheme = text::lower(first_entry(headers, "X-Forwarded-Scheme"));
    return scheme == "https" ? scheme : "http";
}

// X-Forwarded-Port is not asked: proxies put the port there that they listen on themselves, which is often
// another than the one in front of them. The port that a client used is in the host.
std::string forwarded_host(const http::Headers& headers) {
    for (const auto& host : {forwarded_parameter(headers, "host"), first_entry(headers, "X-Forwarded-Host"),
                             headers.value_or("Host", "")}) {
        if (is_safe_host(host)) return host;
    }
    return "localhost";
}

std::string forwarded_origin(const http::Request& request) {
    return origin(forwarded_scheme(request.headers), forwarded_host(request.headers));
}

}  // namespace

std::string base_url(const http::Request& request, const std::vector<std::string>& configured) {
    if (configured.size() == 1) return without_slash(configured.front());
    const auto forwarded = forwarded_origin(request);
    if (configured.empty()) return forwarded;
    for (const auto& wanted : {forwarded, plain_origin(request)}) {
        for (const auto& candidate : configured) {
            const auto url = parse_url(candidate);
            if (url && url->origin() == wanted) return without_slash(candidate);
        }
    }
    return without_slash(configured.front());
}

}  // namespace tally::web
