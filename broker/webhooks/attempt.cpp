#include "webhooks/attempt.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/log.h"
#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "version.h"
#include "webhooks/host_list.h"
#include "webhooks/log_line.h"
#include "webhooks/redaction.h"
#include "webhooks/signature.h"

namespace tally::webhooks {

namespace {

// Of an answer no more is read than is logged; the rest tells nobody anything.
constexpr std::size_t kMaxBody = 10u << 10;
constexpr std::size_t kMaxHeader = 1u << 10;

// Lines with the time, and every secret in them replaced.
class Log {
  public:
    Log(const Clock& clock, const SecretMask& mask) : clock_(clock), mask_(mask) {}

    void line(std::string_view level, const std::string& text) {
        text_ += log_line(clock_.now(), level, mask_.masked(text));
    }
    void headers(const http::Headers& headers) {
        for (const auto& header : headers) {
            line("INFO", header.name + ": " + text::shorten(header.value, kMaxHeader));
        }
    }
    std::string take() { return std::move(text_); }

  private:
    const Clock& clock_;
    const SecretMask& mask_;
    std::string text_;
};

// A value that came out of a template must not begin another header.
std::string one_line(std::string value) {
    std::replace_if(
        value.begin(), value.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }, ' ');
    return value;
}

bool is_ours(const std::string& header) {
    for (const auto* name : {"content-length", "transfer-encoding", "host", "connection", "expect", "te", "upgrade"}) {
        if (header == name) return true;
    }
    return false;
}

http::Request to_http(const WebhookSettings& settings, const WebhookRequest& request, const Url& url) {
    http::Request sent{request.method, url.target, {}, {}, {}};
    sent.headers.set("accept", "*/*");
    sent.headers.set("user-agent", settings.user_agent.empty() ? "Pact Broker v" + std::string(kVersion)
                                                               : settings.user_agent);
    for (const auto& header : request.headers) {
        if (!is_ours(header.name)) sent.headers.set(header.name, one_line(header.value));
    }
    // A password may be left over from a user who is not named any more; then the header of the webhook's own counts.
    if (!request.username.value_or("").empty()) {
        sent.headers.set("authorization",
                         "Basic " + encoding::base64(*request.username + ":" + request.password.value_or("")));
    }
    if (request.body) {
        sent.body = request.body->string() != nullptr ? *request.body->string() : json::to_text(*request.body);
    }
    return sent;
}

// As it may be shown.
http::Request shown(const http::Request& sent, const SecretMask& mask) {
    http::Request request{sent.method, mask.masked(masked_url(sent.target)), {}, {}, {}};
    for (const auto& header : sent.headers) {
        request.headers.set(header.name, mask.masked(shown_header(header.name, header.value)));
    }
    request.body = mask.masked(sent.body);
    return request;
}

http::Response shown(const http::Response& received, const SecretMask& mask) {
    http::Response response{received.status, {}, text::shorten(mask.masked(received.body), kMaxBody)};
    for (const auto& header : received.headers) {
        response.headers.add(header.name, mask.masked(shown_header(header.name, header.value)));
    }
    return response;
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
    // What can be told without asking the network is told plainly. The address of a name is checked by the client,
    // which connects to it, or by a proxy that looks it up.
    const auto address = http::parse_ip_address(text::equals_ignoring_case(url.host, "localhost") ? "127.0.0.1" : url.host);
    if (!address) return {};
    const auto why = refusal(*address, settings.hosts, settings.deny_private);
    return why.empty() ? "" : "the address " + url.host + " " + why;
}

class Try {
  public:
    Try(const WebhookSettings& settings, const Webhook& webhook, const ParameterValues& values, const Clock& clock)
        : settings_(settings),
          webhook_(webhook),
          request_(filled_in(webhook.request, values)),
          mask_(settings.redact ? webhook.request : WebhookRequest{}),
          log_(clock, mask_) {
        mask_.add(settings.signing_secret);
        log_.line("DEBUG", "Webhook context " + json::to_text(values));
    }

    Attempt run(http::Client& client, const std::string& delivery, const Clock& clock) {
        const auto url = parse_url(request_.url);
        // parse_url() quotes what it cannot read.
        const auto refused = url ? complaint(settings_, request_.method, *url) : "the URL is not valid";
        if (!refused.empty()) {
            refuse(refused);
        } else {
            auto sent = to_http(settings_, request_, *url);
            if (!delivery.empty()) sent.headers.set(std::string(kDeliveryHeader), delivery);
            if (!delivery.empty() && !settings_.signing_secret.empty()) {
                sign(sent, settings_.signing_secret, delivery, clock.now());
            }
            log_request(*url, sent);
            take(client.send(url->origin(), sent,
                             {.deadline = settings_.timeout, .max_body = kMaxBody, .cuts_body = true}));
        }
        attempt_.logs = log_.take();
        return std::move(attempt_);
    }

  private:
    void refuse(const std::string& why) {
        attempt_.error = mask_.masked(why);
        log_.line("ERROR", "Error executing webhook: " + why);
    }

    void log_request(const Url& url, const http::Request& sent) {
        attempt_.request = shown(sent, mask_);
        log_.line("INFO", "HTTP/1.1 " + sent.method + " " + masked_url(url.text()));
        log_.headers(settings_.redact ? attempt_.request.headers : sent.headers);
        const auto body = settings_.redact && webhook_.request.body && webhook_.request.body->is_string()
                              ? masked_json_inside(sent.body)
                              : sent.body;
        if (!body.empty()) log_.line("INFO", text::shorten(body, kMaxBody));
    }

    void take(Result<http::Response> answer) {
        if (answer) {
            attempt_.success = is_success(settings_, answer->status);
            attempt_.response = shown(*answer, mask_);
        } else {
            attempt_.error = mask_.masked(answer.error().text());
        }
        // For the operator, whom the broker's own log belongs to.
        if (!attempt_.success) {
            log::warn("webhook " + webhook_.uuid + " failed: " +
                      (answer ? "status " + std::to_string(answer->status) : *attempt_.error));
        }
        if (!shows_responses(settings_)) {
            log_.line("INFO", attempt_.success ? "The webhook was delivered" : "The webhook was not delivered");
            log_.line("INFO", std::string(kResponseIsHidden));
        } else if (answer) {
            const auto& response = *attempt_.response;
            log_.line("INFO", "HTTP/1.1 " + std::to_string(response.status) + " " +
                                  std::string(http::reason_phrase(response.status)));
            log_.headers(response.headers);
            log_.line("INFO", response.body);
        } else {
            log_.line("ERROR", "Error executing webhook: " + *attempt_.error);
        }
    }

    const WebhookSettings& settings_;
    const Webhook& webhook_;
    const WebhookRequest request_;
    SecretMask mask_;
    Log log_;
    Attempt attempt_;
};

}  // namespace

bool shows_responses(const WebhookSettings& settings) {
    return !settings.hosts.empty();
}

Attempt send(http::Client& client, const WebhookSettings& settings, const Webhook& webhook,
             const ParameterValues& values, const std::string& delivery, const Clock& clock) {
    return Try(settings, webhook, values, clock).run(client, delivery, clock);
}

}  // namespace tally::webhooks
