// Telling receivers which delivery this is and that this broker sent it, in the headers of the Standard Webhooks
// specification, so that its libraries can check it.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"

namespace tally::webhooks {

inline constexpr std::string_view kDeliveryHeader = "webhook-id";  // the same at every attempt
inline constexpr std::string_view kTimestampHeader = "webhook-timestamp";
inline constexpr std::string_view kSignatureHeader = "webhook-signature";

// HMAC-SHA256 over delivery, time and body. A secret that begins with "whsec_" is base64 after that, any other is
// taken as it is.
void sign(http::Request& request, const std::string& secret, const std::string& delivery, Time now);

}  // namespace tally::webhooks
