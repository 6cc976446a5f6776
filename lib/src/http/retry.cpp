#include "http/retry.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <thread>

#include "http/http_date.h"

namespace tally::http {

namespace {

using std::chrono::milliseconds;

bool worth_another_attempt(int status) {
    // 501 says that the server will never do it
    return status == 408 || status == 429 || (status >= 500 && status != 501);
}

// Both times are the server's, so its clock need not agree with ours.
std::optional<milliseconds> until_date(const std::string& text, const Response& response) {
    const auto then = parse_http_date(text);
    const auto now = parse_http_date(response.headers.value_or("Date", ""));
    if (!then || !now || *then <= *now) return std::nullopt;
    return milliseconds(*then - *now);
}

std::optional<milliseconds> retry_after(const Response& response, RetryAfter policy) {
    const std::string* text = response.headers.find("Retry-After");
    const bool asked =
        policy == RetryAfter::honoured || (policy == RetryAfter::of_429 && response.status == 429);
    if (text == nullptr || !asked) return std::nullopt;
    unsigned seconds = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    if (problem != std::errc() || end != text->data() + text->size()) return until_date(*text, response);
    return milliseconds(std::chrono::seconds(std::min(seconds, 86400u)));
}

}  // namespace

void pause_quietly(milliseconds span, std::string_view) {
    std::this_thread::sleep_for(span);
}

Result<Response> send_with_retries(Client& client, const std::string& origin, const Request& request,
                                   const Limits& limits, const RetryPolicy& policy, const Pause& pause) {
    milliseconds delay = policy.first_delay;
    for (unsigned attempt = 0;; ++attempt) {
        auto response = client.send(origin, request, limits);
        unsigned allowed = 0;
        std::string why;
        milliseconds wait = delay;
        if (response) {
            if (!worth_another_attempt(response->status)) return response;
            allowed = policy.retries;
            why = "answered " + std::to_string(response->status);
            wait = retry_after(*response, policy.retry_after).value_or(delay);
        } else {
            if (response.error().code != ErrorCode::unreachable) return response;
            allowed = std::min(policy.retries, policy.retries_when_unreachable);
            why = "cannot be reached";
        }
        if (attempt >= allowed) return response;
        pause(std::min(wait, policy.longest_delay), origin + " " + why);
        delay = std::min(delay * 2, policy.longest_delay);
    }
}

}  // namespace tally::http
