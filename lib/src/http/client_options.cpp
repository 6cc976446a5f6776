#include <cstdlib>

#include "base/text.h"
#include "http/httplib_client.h"
#include "http/proxy.h"

namespace tally::http {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// The lower case name is the older one and wins.
std::string proxy_environment(const std::string& name) {
    const std::string value = environment(text::lower(name).c_str());
    return value.empty() ? environment(name.c_str()) : value;
}

bool is_loopback(std::string_view host) {
    return text::equals_ignoring_case(host, "localhost") || host.substr(0, 4) == "127." || host == "::1";
}

// "example.com" and ".example.com" name the domain and what is below it; a port narrows the entry.
bool names_host(std::string_view entry, const Url& url) {
    const std::string port = ':' + std::to_string(url.port);
    const bool is_ipv6 = url.host.find(':') != std::string::npos;
    if (!is_ipv6 || entry.front() == '[') {
        const std::size_t colon = entry.rfind(':');
        const bool has_port =
            colon != std::string_view::npos && entry.find(']', colon) == std::string_view::npos;
        if (has_port && entry.substr(colon) != port) return false;
        if (has_port) entry = entry.substr(0, colon);
    }
    if (entry.size() > 2 && entry.front() == '[' && entry.back() == ']')
        entry = entry.substr(1, entry.size() - 2);
    if (entry.substr(0, 2) == "*.") entry.remove_prefix(1);
    if (!entry.empty() && entry.front() == '.') entry.remove_prefix(1);
    if (entry.empty()) return false;
    if (text::equals_ignoring_case(url.host, entry)) return true;
    if (url.host.size() <= entry.size()) return false;
    const std::string_view host = url.host;
    const std::size_t start = host.size() - entry.size();
    return host[start - 1] == '.' && text::equals_ignoring_case(host.substr(start), entry);
}

}  // namespace

ClientOptions ClientOptions::from_environment() {
    ClientOptions options;
    options.ca_file = environment("SSL_CERT_FILE");
    options.ca_directory = environment("SSL_CERT_DIR");
    options.http_proxy = proxy_environment("HTTP_PROXY");
    options.https_proxy = proxy_environment("HTTPS_PROXY");
    options.no_proxy = proxy_environment("NO_PROXY");
    return options;
}

Result<std::optional<Url>> proxy_for(const ClientOptions& options, const Url& url) {
    const std::string& proxy = url.scheme == "https" ? options.https_proxy : options.http_proxy;
    if (proxy.empty() || is_loopback(url.host)) return std::optional<Url>();
    for (const std::string_view piece : text::split(options.no_proxy, ',')) {
        const std::string_view entry = text::trim(piece);
        if (entry == "*" || (!entry.empty() && names_host(entry, url))) return std::optional<Url>();
    }
    const auto parsed = parse_url(proxy, "http");
    if (!parsed) return parsed.error();
    if (parsed->scheme != "http") {
        return Error{ErrorCode::unsupported, masked_url(proxy), "proxies are spoken to over plain HTTP only",
                     "give the address of the proxy with http://"};
    }
    return std::optional<Url>(*parsed);
}

}  // namespace tally::http
