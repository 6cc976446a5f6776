// What must never appear in a report, log, curl line or published result.
#pragma once

#include <string>
#include <string_view>

namespace tally {

// Authorization, Proxy-Authorization, Cookie, Set-Cookie and names that contain token, secret, key or password.
bool is_secret_name(std::string_view header_or_parameter_name);
// The value, or "***" when the name is a secret one.
std::string masked(std::string_view name, std::string_view value);

}  // namespace tally
