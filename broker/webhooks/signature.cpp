#include "webhooks/signature.h"

#include "base/encoding.h"

namespace tally::webhooks {

namespace {

std::string key_of(const std::string& secret) {
    constexpr std::string_view kPrefix = "whsec_";
    if (secret.compare(0, kPrefix.size(), kPrefix) != 0) return secret;
    return encoding::from_base64(std::string_view(secret).substr(kPrefix.size())).value_or(secret);
}

}  // namespace

void sign(http::Request& request, const std::string& secret, const std::string& delivery, Time now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const auto timestamp = std::to_string(seconds);
    const auto signature =
        encoding::hmac_sha256(key_of(secret), delivery + "." + timestamp + "." + request.body);
    request.headers.set(std::string(kTimestampHeader), timestamp);
    request.headers.set(std::string(kSignatureHeader), "v1," + encoding::base64(signature));
}

}  // namespace tally::webhooks
