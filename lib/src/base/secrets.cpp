#include "base/secrets.h"

#include "base/text.h"

namespace tally {

bool is_secret_name(std::string_view name) {
    for (const std::string_view whole : {"authorization", "proxy-authorization", "cookie", "set-cookie"}) {
        if (text::equals_ignoring_case(name, whole)) return true;
    }
    for (const std::string_view part : {"token", "secret", "key", "password"}) {
        if (text::contains_ignoring_case(name, part)) return true;
    }
    return false;
}

std::string masked(std::string_view name, std::string_view value) {
    return is_secret_name(name) ? "***" : std::string(value);
}

}  // namespace tally
