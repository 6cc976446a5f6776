#include "web/protection.h"

#include "base/encoding.h"
#include "base/secrets.h"
#include "base/text.h"

namespace tally::web {

namespace {

std::optional<Credentials> credentials_of(const http::Headers& headers) {
    const auto* header = headers.find("Authorization");
    if (header == nullptr) return std::nullopt;
    const std::string_view value = *header;
    const auto blank = value.find(' ');
    if (blank == std::string_view::npos || !text::equals_ignoring_case(value.substr(0, blank), "Basic"))
        return std::nullopt;
    const auto pair = encoding::from_base64(text::trim(value.substr(blank)));
    if (!pair) return std::nullopt;
    const auto colon = pair->find(':');
    if (colon == std::string::npos) return std::nullopt;
    return Credentials{pair->substr(0, colon), pair->substr(colon + 1)};
}

// Always looks at both parts.
bool same(const Credentials& given, const std::optional<Credentials>& expected) {
    if (!expected) return false;
    const bool same_name = is_same_secret(given.username, expected->username);
    const bool same_password = is_same_secret(given.password, expected->password);
    return same_name && same_password;
}

}  // namespace

Permission permission_of(const http::Headers& headers, const Protection& protection) {
    if (!protection.is_on()) return Permission::writing;
    const auto given = credentials_of(headers);
    if (!given) return Permission::nothing;
    const bool may_write = same(*given, protection.read_write);
    const bool may_read = same(*given, protection.read_only);
    if (may_write) return Permission::writing;
    return may_read ? Permission::reading : Permission::nothing;
}

}  // namespace tally::web
