// What must never appear in a report, log, curl line or published result.
#pragma once

#include <string>
#include <string_view>

namespace tally {

// Authorization, Proxy-Authorization, Cookie, Set-Cookie and names that contain token, secret, key or
// password.
bool is_secret_name(std::string_view header_or_parameter_name);
// The value, or "***" when the name is a secret one.
std::string masked(std::string_view name, std::string_view value);

// JSON text with the values of all members whose name is a secret one replaced by "***", whatever they are;
// everything else stays as it was written. Text that is cut off or wrong in places is masked too.
std::string masked_json(std::string_view text);
// The same for JSON within other text, such as a sentence that quotes it.
std::string masked_json_inside(std::string_view text);

// The values of secret names in a form or a query: "user=me&password=***".
std::string masked_form(std::string_view text);

// Whether two secrets are the same, in a time that depends on the length of `given` alone. Defined in the library
// tally_digest: what calls it says USES digest.
bool is_same_secret(std::string_view given, std::string_view expected);

}  // namespace tally
