#include "webhooks/attempt.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "version.h"
#include "webhooks/host_list.h"
#include "webhooks/redaction.h"

namespace tally::webhooks {

namespace {

constexpr std::size_t kMaxResponse = 1u << 20;
constexpr std::size_t kMaxLoggedBody = 10u << 10;
constexpr std::chrono::seconds kDeadline{30};

// Lines with the time, and every secret in them replaced.
class Log {
  public:
    Log(const Clock& clock, bool redact) : clock_(clock), redact_(redact) {}

    void hide(const std::string& secret) {
        // Anything shorter would blot out half of the log and hide nothing.
        constexpr std::size_t kShortest = 3;
        if (redact_ && secret.size() >= kShortest) secrets_.push_back(secret);
    }
    void line(const std::string& level, std::string text) {
        for (const auto& secret : secrets_) text = text::replace_all(std::move(text), secret, kRedacted);
        const auto time = iso_8601_seconds(clock_.now()).substr(0, 19);
        text_ += "[" + time + "Z] " + level + ": " + text::valid_utf8(text) + "\n";
    }
    void headers(const http::Headers& headers) {
        for (const auto& header : headers) {
            line("INFO", header.name + ": " + (redact_ ? shown_header(header.name, header.value) : header.value));
        }
    }
    std::string take() { return std::move(text_); }

  private:
    const Clock& clock_;
    const bool redact_;
    std::vector<std::string> secrets_;
    std::string text_;
};

void hide_secrets(Log& log, const WebhookRequest& request) {
    if (request.password) {
        log.hide(*request.password);
        log.hide(encoding::base64(request.username.value_or("") + ":" + *request.password));
    }
    for (const auto& header : request.headers) {
        if (shown_header(header.name, header.value) != header.value) log.hide(header.value);
    }
}

http::Request to_http(const WebhookSettings& settings, const WebhookRequest& request, const Url& url,
                      const std::string& delivery) {
    http::Request sent{request.method, url.target, {}, {}, {}};
    sent.headers.set("accept", "*/*");
    sent.headers.set("user-agent", settings.user_agent.empty() ? "Pact Broker v" + std::string(kVersion)
                                                               : settings.user_agent);
    for (const auto& header : request.headers) {
        const bool is_ours = header.name == "content-length" || header.name == "transfer-encoding" ||
                             header.name == "host" || header.name == "connection";
        if (!is_ours && header.value.find_first_of("\r\n") == std::string::npos) {
            sent.headers.set(header.name, header.value);
        }
    }
    if (request.username || request.password) {
        sent.headers.set("authorization",
                         "Basic " + encoding::base64(request.username.value_or("") + ":" +
                                                     request.password.value_or("")));
    }
    if (!delivery.empty()) sent.headers.set("x-tally-delivery", delivery);
    if (request.body) {
        sent.body = request.body->string() != nullptr ? *request.body->string() : json::to_text(*request.body);
    }
    return sent;
}

bool is_success(const WebhookSettings& settings, int status) {
    return std::any_of(settings.success_codes.begin(), settings.success_codes.end(),
                       [status](const auto& range) { return range.first <= status && status <= range.second; });
}

// The operator's lists may have changed since the webhook was saved, and parameters may have changed the URL.
std::string complaint(const WebhookSettings& settings, const std::string& method, const Url& url) {
    const auto has = [](const std::vector<std::string>& all, const std::string& one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    if (!has(settings.methods, method)) return "the method " + method + " is not allowed for webhooks";
    if (!has(settings.schemes, url.scheme)) return "the scheme " + url.scheme + " is not allowed for webhooks";
    if (!settings.hosts.empty() && !is_listed(url.host, settings.hosts)) {
        return "the host '" + url.host + "' is not allowed for webhooks";
    }
    // Also where a proxy will look the name up, which then is the one that has to check it.
    if (const auto address = http::parse_ip_address(url.host)) {
        const auto why = refusal(*address, settings.hosts, settings.deny_private);
        if (!why.empty()) return "the address " + url.host + " " + why;
    }
    return {};
}

void log_response(Log& log, const WebhookSettings& settings, const http::Response& response) {
    if (!shows_responses(settings)) {
        log.line("INFO", "HTTP status " + std::to_string(response.status));
        log.line("INFO",
                 "The response is not shown, so that webhooks do not explore the broker's network; a list of hosts "
                 "(--webhook-host-whitelist) allows it.");
        return;
    }
    log.line("INFO", "HTTP/1.1 " + std::to_string(response.status) + " " +
                         std::string(http::reason_phrase(response.status)));
    log.headers(response.headers);
    log.line("INFO", text::shorten(response.body, kMaxLoggedBody));
}

}  // namespace

bool shows_responses(const WebhookSettings& settings) {
    return !settings.hosts.empty();
}

Attempt send(http::Client& client, const WebhookSettings& settings, const Webhook& webhook,
             const ParameterValues& values, const std::string& delivery, const Clock& clock) {
    Attempt attempt;
    const auto request = filled_in(webhook.request, values);
    Log log(clock, settings.redact);
    hide_secrets(log, request);
    log.line("DEBUG", "Webhook context " + json::to_text(values));
    const auto url = parse_url(request.url);
    const auto refused = url ? complaint(settings, request.method, *url) : url.error().text();
    if (!refused.empty()) {
        attempt.error = refused;
    } else {
        attempt.sent = to_http(settings, request, *url, delivery);
        log.line("INFO", "HTTP/1.1 " + request.method + " " + masked_url(url->text()));
        log.headers(attempt.sent.headers);
        log.line("INFO", text::shorten(attempt.sent.body, kMaxLoggedBody));
        auto response = client.send(url->origin(), attempt.sent, {.deadline = kDeadline, .max_body = kMaxResponse});
        if (response) {
            attempt.response = std::move(*response);
            attempt.success = is_success(settings, attempt.response->status);
            log_response(log, settings, *attempt.response);
        } else {
            attempt.error = response.error().text();
        }
    }
    if (attempt.error) log.line("ERROR", "Error executing webhook: " + *attempt.error);
    attempt.logs = log.take();
    return attempt;
}

}  // namespace tally::webhooks
