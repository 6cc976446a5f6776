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

std::string forwarded_origin(const http::Request& request) {
    const auto& headers = request.headers;
    std::string scheme = text::lower(first_entry(headers, "X-Forwarded-Proto"));
    if (scheme.empty()) scheme = text::lower(first_entry(headers, "X-Forwarded-Scheme"));
    if (text::lower(first_entry(headers, "X-Forwarded-Ssl")) == "on") scheme = "https";
    if (scheme != "https") scheme = "http";

    std::string host = first_entry(headers, "X-Forwarded-Host");
    const bool forwarded_host = is_safe_host(host);
    if (!forwarded_host) host = headers.value_or("Host", "");
    if (!is_safe_host(host)) host = "localhost";

    const auto port = first_entry(headers, "X-Forwarded-Port");
    const bool is_number = !port.empty() && port.size() <= 5 &&
                           std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool has_port =
        host.find(':', host.find(']') == std::string::npos ? 0 : host.find(']')) != std::string::npos;
    if (is_number && has_port && !forwarded_host) host = host.substr(0, host.rfind(':'));
    if (is_number && !(has_port && forwarded_host)) host += ":" + port;
    return origin(scheme, host);
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
