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

struct RetryPolicy {
    unsigned retries = 8;                        // further attempts after an answer of 408, 429 or 5xx
    unsigned retries_when_unreachable = 3;       // at most `retries`
    std::chrono::milliseconds first_delay{500};  // doubled each time
    std::chrono::milliseconds longest_delay{60000};
    bool honour_retry_after = false;  // seconds in a Retry-After header of 408, 429 or 503 replace the delay
};

// The last answer or error, when no attempt did better.
Result<Response> send_with_retries(Client& client, const std::string& origin, const Request& request,
                                   const Limits& limits, const RetryPolicy& policy, const Pause& pause);

}  // namespace tally::http
