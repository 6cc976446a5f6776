#include "webhook_options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "base/regex.h"
#include "base/text.h"
#include "http/ip_address.h"

namespace tally {

namespace {

constexpr const char* kGroup = "Webhooks";
constexpr const char* kSigningSecret = "--webhook-signing-secret";

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> all;
    for (const auto piece : text::split(text, ' ')) {
        if (!piece.empty()) all.emplace_back(piece);
    }
    return all;
}

std::optional<int> number(std::string_view text, int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    return is_number && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

Error unusable(const std::string& option, const std::string& what, const std::string& remedy) {
    return {ErrorCode::invalid_input, option, what, remedy};
}

Result<std::vector<std::string>> read_hosts(const std::string& text) {
    auto hosts = words(text);
    for (const auto& host : hosts) {
        const bool is_pattern = host.size() > 2 && host.front() == '/' && host.back() == '/';
        if (is_pattern && !Regex::compile(std::string_view(host).substr(1, host.size() - 2))) {
            return unusable("--webhook-host-whitelist", "the pattern '" + host + "' is not valid", "correct it");
        }
        if (!is_pattern && host.find("://") != std::string::npos) {
            return unusable("--webhook-host-whitelist", "'" + host + "' is a URL", "give the host alone");
        }
        if (!is_pattern && host.find('/') != std::string::npos && !http::parse_ip_network(host)) {
            return unusable("--webhook-host-whitelist", "'" + host + "' is not a network",
                            "write it as 10.0.0.0/8, or a pattern between slashes");
        }
    }
    return hosts;
}

Result<std::vector<std::string>> read_list(const std::string& option, const std::string& text,
                                           const std::vector<std::string>& known) {
    std::vector<std::string> all;
    for (const auto& word : words(text)) {
        const auto found = std::find_if(known.begin(), known.end(), [&word](const std::string& each) {
            return text::equals_ignoring_case(each, word);
        });
        if (found == known.end())
            return unusable(option, "'" + word + "' is not known", "give some of " + text::join(known, ", "));
        all.push_back(*found);
    }
    if (all.empty()) return unusable(option, "is empty", "give some of " + text::join(known, ", "));
    return all;
}

// "200..206 301"
Result<std::vector<std::pair<int, int>>> read_codes(const std::string& text) {
    std::vector<std::pair<int, int>> ranges;
    for (const auto& word : words(text)) {
        const auto dots = word.find("..");
        const auto first = number(std::string_view(word).substr(0, dots), 100, 599);
        const auto last = dots == std::string::npos ? first : number(std::string_view(word).substr(dots + 2), 100, 599);
        if (!first || !last || *last < *first) {
            return unusable("--webhook-http-code-success", "'" + word + "' is not a status code or a range of them",
                            "write it as 200 or 200..206");
        }
        ranges.emplace_back(*first, *last);
    }
    if (ranges.empty()) return unusable("--webhook-http-code-success", "is empty", "write it as 200 or 200..206");
    return ranges;
}

Result<std::vector<std::chrono::seconds>> read_schedule(const std::string& text) {
    constexpr int kDay = 86400;
    constexpr std::size_t kMostRetries = 50;
    std::vector<std::chrono::seconds> schedule;
    for (const auto& word : words(text)) {
        const auto seconds = number(word, 0, kDay);
        if (!seconds) {
            return unusable("--webhook-retry-schedule", "'" + word + "' is not a number of seconds up to a day",
                            "write it as 10 60 120");
        }
        schedule.emplace_back(*seconds);
    }
    if (schedule.size() > kMostRetries) {
        return unusable("--webhook-retry-schedule", "has more than " + std::to_string(kMostRetries) + " retries",
                        "give fewer");
    }
    return schedule;
}

Result<void> check_secret(const std::string& secret) {
    constexpr std::string_view kPrefix = "whsec_";
    if (secret.compare(0, kPrefix.size(), kPrefix) != 0) return {};
    const auto decoded = encoding::from_base64(std::string_view(secret).substr(kPrefix.size()));
    if (decoded && !decoded->empty()) return {};
    return unusable(kSigningSecret, "is not base64 after 'whsec_'", "correct it, or take a secret without that prefix");
}

}  // namespace

void add_webhook_options(CLI::App& app, Options& options, RawWebhookOptions& raw) {
    auto& settings = options.settings.webhooks;
    const auto add = [&app](const std::string& name, auto& value, const std::string& description,
                            const std::string& variable, const std::string& shown) {
        return app.add_option(name, value, description + "\n[" + variable + "]")
            ->envname(variable)
            ->option_text(shown)
            ->group(kGroup);
    };
    add("--webhook-host-whitelist", raw.hosts,
        "Hosts webhooks may be sent to: names, *.domain,\naddresses, networks, /patterns/ (all but this\n"
        "machine and its link; answers are then not shown)",
        "PACT_BROKER_WEBHOOK_HOST_WHITELIST", "HOSTS");
    add("--webhook-deny-private", settings.deny_private,
        "Refuse addresses in private networks that the list\nof hosts does not name (false)",
        "PACT_BROKER_WEBHOOK_DENY_PRIVATE", "BOOL");
    add("--webhook-scheme-whitelist", raw.schemes, "http, https or both (https)",
        "PACT_BROKER_WEBHOOK_SCHEME_WHITELIST", "SCHEMES");
    add("--webhook-http-method-whitelist", raw.methods, "Methods webhooks may use (POST)",
        "PACT_BROKER_WEBHOOK_HTTP_METHOD_WHITELIST", "METHODS");
    add("--webhook-http-code-success", raw.success_codes, "Status codes that mean delivered (200..206)",
        "PACT_BROKER_WEBHOOK_HTTP_CODE_SUCCESS", "CODES");
    add("--webhook-retry-schedule", raw.retry_schedule,
        "Seconds to wait before each retry\n(10 60 120 300 600 1200)", "PACT_BROKER_WEBHOOK_RETRY_SCHEDULE",
        "SECONDS");
    add("--webhook-timeout", raw.timeout_seconds, "For one attempt, in seconds (30)", "PACT_BROKER_WEBHOOK_TIMEOUT",
        "SECONDS")
        ->check(CLI::Range(1u, 600u));
    add("--webhook-redact-sensitive-data", settings.redact, "Hide secrets in logs of webhooks (true)",
        "PACT_BROKER_WEBHOOK_REDACT_SENSITIVE_DATA", "BOOL");
    add(kSigningSecret, settings.signing_secret,
        "Sign webhooks with this (webhook-signature header);\nbetter in the environment",
        "PACT_BROKER_WEBHOOK_SIGNING_SECRET", "SECRET");
    add("--webhook-senders", options.webhook_senders,
        "How many webhooks are sent at once; with 0 another\nbroker over the same database has to send them (4)",
        "PACT_BROKER_WEBHOOK_SENDERS", "N")
        ->check(CLI::Range(0u, 64u));
    add("--user-agent", settings.user_agent, "How webhooks name their sender (Pact Broker v...)",
        "PACT_BROKER_USER_AGENT", "TEXT");
    add("--disable-ssl-verification", raw.disable_ssl_verification,
        "Do not check the certificates of receivers (false)", "PACT_BROKER_DISABLE_SSL_VERIFICATION", "BOOL");
}

Result<void> take_webhook_options(const RawWebhookOptions& raw, Options& options) {
    auto& settings = options.settings.webhooks;
    auto hosts = read_hosts(raw.hosts);
    if (!hosts) return hosts.error();
    auto schemes = read_list("--webhook-scheme-whitelist", raw.schemes, {"http", "https"});
    if (!schemes) return schemes.error();
    auto methods = read_list("--webhook-http-method-whitelist", raw.methods,
                             {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"});
    if (!methods) return methods.error();
    auto codes = read_codes(raw.success_codes);
    if (!codes) return codes.error();
    auto schedule = read_schedule(raw.retry_schedule);
    if (!schedule) return schedule.error();
    if (auto checked = check_secret(settings.signing_secret); !checked) return checked.error();
    settings.hosts = std::move(*hosts);
    settings.schemes = std::move(*schemes);
    settings.methods = std::move(*methods);
    settings.success_codes = std::move(*codes);
    settings.retry_schedule = std::move(*schedule);
    settings.timeout = std::chrono::seconds(raw.timeout_seconds);
    options.webhooks_verify_tls = !raw.disable_ssl_verification;
    return {};
}

}  // namespace tally
