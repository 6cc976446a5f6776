#include "base/url.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/secrets.h"
#include "base/text.h"

namespace tally {

namespace {

std::uint16_t default_port(std::string_view scheme) {
    return scheme == "https" ? 443 : 80;
}

bool is_alphanumeric(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool consists_of(std::string_view text, std::string_view others) {
    for (const char c : text) {
        if (!is_alphanumeric(c) && others.find(c) == std::string_view::npos) return false;
    }
    return true;
}

bool is_scheme(std::string_view text) {
    return !text.empty() && consists_of(text, "+-.");
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (problem != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
    return port;
}

bool has_blank_or_control(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) return true;
    }
    return false;
}

// "host", "host:port", "[::1]:port" into `url`; what is wrong with it, or "".
std::string read_authority(std::string_view authority, Url& url) {
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        url.userinfo = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    std::string_view host = authority, port;
    if (authority.substr(0, 1) == "[") {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) return "the IPv6 address has no closing ']'";
        host = authority.substr(1, end - 1);
        port = authority.substr(end + 1);
        if (host.find(':') == std::string_view::npos || !consists_of(host, ":.%"))
            return "not an IPv6 address";
        if (!port.empty() && port.front() != ':') return "unexpected text after the IPv6 address";
        if (!port.empty()) port.remove_prefix(1);
    } else if (const std::size_t colon = authority.find(':'); colon != std::string_view::npos) {
        host = authority.substr(0, colon);
        port = authority.substr(colon + 1);
    }
    if (host.empty()) return "it has no host";
    if (!consists_of(host, "-._~:%")) {
        return "the host '" + text::printable(text::shorten(host, 80)) +
               "' has a character that no host name has";
    }
    url.host = text::lower(host);
    url.port = default_port(url.scheme);
    if (!port.empty()) {
        const std::optional<std::uint16_t> number = parse_port(port);
        if (!number) return "the port is not a number from 1 to 65535";
        url.port = *number;
    }
    return "";
}

// The end of the authority that starts at `start`. A raw '/' inside of a password would end it too early:
// then what stands before it looks like a port but is no number, and an '@' follows.
std::size_t authority_end(std::string_view text, std::size_t start) {
    const std::size_t end = std::min(text.find_first_of("/?#", start), text.size());
    const std::string_view authority = text.substr(start, end - start);
    const std::size_t colon = authority.find(':');
    const bool looks_like_password =
        colon != std::string_view::npos && authority.front() != '[' &&
        authority.find('@') == std::string_view::npos &&
        authority.find_first_not_of("0123456789", colon + 1) != std::string_view::npos;
    const std::size_t at = looks_like_password ? text.find('@', end) : std::string_view::npos;
    return at == std::string_view::npos ? end : std::min(text.find_first_of("/?#", at), text.size());
}

}  // namespace

std::string Url::origin() const {
    const std::string shown_host = host.find(':') == std::string::npos ? host : "[" + host + "]";
    const std::string shown_port = port == default_port(scheme) ? "" : ":" + std::to_string(port);
    return scheme + "://" + shown_host + shown_port;
}

std::string Url::path() const {
    return target.substr(0, target.find('?'));
}

std::string Url::text() const {
    return origin() + target;
}

Result<Url> parse_url(std::string_view text, std::string_view default_scheme) {
    const auto refuse = [&](std::string what) {
        return Error{ErrorCode::invalid_input, masked_url(text), "not a usable URL: " + what,
                     "write it like http://host:8080/path"};
    };
    if (text.empty()) return refuse("it is empty");
    if (has_blank_or_control(text)) return refuse("it has a blank or a control character; percent-encode it");

    Url url;
    std::string_view rest = text;
    const std::size_t separator = text.find("://");
    if (separator != std::string_view::npos && is_scheme(text.substr(0, separator))) {
        url.scheme = text::lower(text.substr(0, separator));
        rest.remove_prefix(separator + 3);
    } else {
        if (default_scheme.empty()) return refuse("it has no scheme");
        url.scheme = default_scheme;
    }
    if (url.scheme != "http" && url.scheme != "https") {
        return refuse("the scheme '" + url.scheme + "' is neither http nor https");
    }

    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    if (const std::string problem = read_authority(rest.substr(0, end), url); !problem.empty())
        return refuse(problem);

    std::string_view target = rest.substr(end);
    target = target.substr(0, target.find('#'));
    url.target = target.substr(0, 1) == "/" ? std::string(target) : "/" + std::string(target);
    return url;
}

std::string join_paths(std::string_view base, std::string_view path) {
    const std::size_t scheme = base.find("://");
    const std::size_t authority = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t slash = base.find('/', authority);
    const bool base_has_path = slash != std::string_view::npos && slash + 1 < base.size();

    const bool bare = path == "/" || path.substr(0, 2) == "/?";
    if (bare && base_has_path) path.remove_prefix(1);
    if (path.empty() || path.front() == '?') return std::string(base) + std::string(path);

    if (!base.empty() && base.back() == '/') base.remove_suffix(1);
    if (path.front() == '/') path.remove_prefix(1);
    return std::string(base) + "/" + std::string(path);
}

std::string masked_url(std::string_view text) {
    const std::size_t separator = text.find("://");
    const std::size_t start = separator == std::string_view::npos ? 0 : separator + 3;
    const std::size_t end = authority_end(text, start);

    std::string result(text.substr(0, start));
    const std::string_view authority = text.substr(start, end - start);
    const std::size_t at = authority.rfind('@');
    if (at == std::string_view::npos) {
        result += authority;
    } else {
        result += "***";
        result += authority.substr(at);
    }

    const std::string_view target = text.substr(end);
    const std::size_t query = target.find('?');
    if (query == std::string_view::npos) {
        result += target;
    } else {
        const std::size_t fragment = std::min(target.find('#', query), target.size());
        result += target.substr(0, query + 1);
        result += masked_form(target.substr(query + 1, fragment - query - 1));
        result += target.substr(fragment);
    }
    return text::printable(result);
}

}  // namespace tally
