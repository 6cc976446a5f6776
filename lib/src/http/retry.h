// Sending again to servers that may answer later: brokers and provider-state handlers. The provider under
// test is never asked twice.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "http/client.h"

namespace tally::http {

// Waits. Tests pass their own; `why` is for a progress line ("the broker answered 503").
using Pause = std::function<void(std::chrono::milliseconds span, std::string_view why)>;
void pause_quietly(std::chrono::milliseconds span, std::string_view why);

// Whether a Retry-After header replaces the delay: seconds, or a date as seen from the server's own Date.
// Never beyond the longest delay; what cannot be read or has passed leaves the delay as it is.
enum class RetryAfter { ignored, of_429, honoured };

struct RetryPolicy {
    unsigned retries = 8;                        // further attempts after an answer of 408, 429 or 5xx other than 501
    unsigned retries_when_unreachable = 3;       // at most `retries`
    std::chrono::milliseconds first_delay{500};  // doubled each time
    std::chrono::milliseconds longest_delay{60000};
    RetryAfter retry_after = RetryAfter::ignored;
};

// The last answer or error, when no attempt did better.
Result<Response> send_with_retries(Client& client, const std::string& origin, const Request& request,
                                   const Limits& limits, const RetryPolicy& policy, const Pause& pause);

}  // namespace tally::http
