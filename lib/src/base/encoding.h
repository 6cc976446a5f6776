// Encodings of bytes as text, and the digests that contracts and brokers use.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tally::encoding {

std::string base64(std::string_view bytes);
std::string base64_url(std::string_view bytes);  // '-' and '_', no padding
// Strict alphabet; padding required for the first, absent or present for the second. Nothing when invalid.
std::optional<std::string> from_base64(std::string_view text);
std::optional<std::string> from_base64_url(std::string_view text);

std::string hex(std::string_view bytes);  // lower case
// Defined in the library tally_digest: what calls it says USES digest.
std::string sha1_hex(std::string_view bytes);
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 32 bytes; in tally_digest too

// Everything but A-Za-z0-9-._~ becomes %XX.
std::string percent_encoded(std::string_view text);
// %XX decoded; a malformed sequence stays as it is.
std::string percent_decoded(std::string_view text);
// As percent_decoded, and '+' becomes a blank: query strings and forms.
std::string form_decoded(std::string_view text);
std::string form_encoded(std::string_view text);

}  // namespace tally::encoding
