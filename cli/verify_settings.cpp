#include "cli/verify_settings.h"

#include <charconv>
#include <utility>

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "broker_api/selectors.h"
#include "verification/state_command.h"

namespace tally::cli {

namespace {

constexpr std::size_t kMaxReportBytes = 256u << 20;

Error wrong(const std::string& what, const std::string& remedy) {
    return {ErrorCode::invalid_input, "", what, remedy};
}

// Our own remedy takes the place of the one it has.
std::string problem_of(const Error& error) {
    return error.where.empty() ? error.what : error.where + ": " + error.what;
}

std::string without_trailing_slash(std::string path) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    if (!path.empty() && path.front() != '/') path.insert(path.begin(), '/');
    return path;
}

std::string origin_of(const std::string& scheme, const std::string& host, std::uint16_t port) {
    Url url;
    url.scheme = scheme;
    url.host = host;
    url.port = port;
    return url.origin();
}

struct Address {
    std::string scheme = "http";
    std::string host = "localhost";
    std::string userinfo;
    verification::Endpoint endpoint;
};

Result<Address> provider_address(const VerifyOptions& options) {
    Address address;
    if (!options.provider_url.empty()) {
        auto url = parse_url(options.provider_url, "http");
        if (!url) return wrong("--provider-url: " + problem_of(url.error()), "write it as http://HOST:PORT");
        address.scheme = url->scheme;
        address.host = url->host;
        address.userinfo = url->userinfo;
        address.endpoint = {url->origin(), without_trailing_slash(url->path())};
        return address;
    }
    if (!options.transport.empty()) address.scheme = text::lower(options.transport);
    if (address.scheme != "http" && address.scheme != "https") {
        return wrong("--transport '" + options.transport + "' is not supported", "use http or https");
    }
    if (!options.host.empty()) address.host = options.host;
    if (address.host.size() > 2 && address.host.front() == '[')
        address.host = address.host.substr(1, address.host.size() - 2);
    const std::uint16_t port = options.port.value_or(address.scheme == "https" ? 443 : 80);
    const std::string origin = origin_of(address.scheme, address.host, port);
    if (auto checked = parse_url(origin); !checked) {
        return wrong("--hostname: " + problem_of(checked.error()),
                     "give a host name or address, without scheme and port");
    }
    address.endpoint = {origin, without_trailing_slash(options.base_path)};
    return address;
}

// "message:9090/path"
Result<std::pair<std::string, verification::Endpoint>> read_transport(const std::string& text,
                                                                      const Address& address) {
    const auto colon = text.find(':');
    const auto slash = text.find('/', colon == std::string::npos ? 0 : colon);
    const std::string digits =
        colon == std::string::npos
            ? ""
            : text.substr(colon + 1, slash == std::string::npos ? slash : slash - colon - 1);
    std::uint16_t port = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (colon == 0 || digits.empty() || problem != std::errc() || end != digits.data() + digits.size() ||
        port == 0) {
        return wrong("--transports '" + text + "' is not NAME:PORT or NAME:PORT/PATH",
                     "for example --transports message:9090");
    }
    const std::string name = text.substr(0, colon);
    const std::string scheme = name == "https" ? "https" : address.scheme;
    const std::string path = slash == std::string::npos ? "" : text.substr(slash);
    return std::pair{
        name, verification::Endpoint{origin_of(scheme, address.host, port), without_trailing_slash(path)}};
}

Result<http::Headers> read_headers(const std::vector<std::string>& texts) {
    http::Headers headers;
    for (const auto& text : texts) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            // Only the name: the value may be a secret
            return wrong("--header '" + text.substr(0, text.find_first_of(":=")) + "' is not NAME=VALUE",
                         "for example --header 'X-Tenant=acme'");
        }
        for (const char c : text) {
            if (c < 32 || c > 126) {
                return wrong(
                    "--header '" + text.substr(0, equals) + "' has a character that headers cannot hold",
                    "use ASCII characters only");
            }
        }
        headers.set(std::string(text::trim(std::string_view(text).substr(0, equals))),
                    std::string(text::trim(std::string_view(text).substr(equals + 1))));
    }
    return headers;
}

Result<std::optional<Regex>> read_pattern(const std::string& option, const std::string& pattern) {
    if (pattern.empty()) return std::optional<Regex>();
    auto compiled = Regex::compile(pattern);
    if (!compiled) {
        return wrong(option + ": " + compiled.error().what,
                     "write a regular expression; \\ takes the meaning from a special character");
    }
    return std::optional<Regex>(std::move(*compiled));
}

void add_failed_ids(const json::Value& report, std::vector<std::string>& ids) {
    const json::Value* ours = report.find("tally");
    const json::Value* contracts = ours == nullptr ? nullptr : ours->find("contracts");
    if (contracts != nullptr && contracts->array() != nullptr) {
        for (const auto& contract : *contracts->array()) {
            const json::Value* interactions = contract.find("interactions");
            if (interactions == nullptr || interactions->array() == nullptr) continue;
            for (const auto& interaction : *interactions->array()) {
                const json::Value* status = interaction.find("status");
                const json::Value* id = interaction.find("id");
                if (status == nullptr || status->string() == nullptr || id == nullptr ||
                    id->string() == nullptr)
                    continue;
                if (*status->string() == "failed" || *status->string() == "not_run")
                    ids.push_back(*id->string());
            }
        }
        return;
    }
    // A report of another verifier
    const json::Value* results = report.find("interactionResults");
    if (results == nullptr || results->array() == nullptr) return;
    for (const auto& result : *results->array()) {
        const json::Value* outcome = result.find("result");
        if (outcome == nullptr || outcome->string() == nullptr || *outcome->string() == "OK") continue;
        for (const char* name : {"interactionKey", "interactionId"}) {
            const json::Value* id = result.find(name);
            if (id != nullptr && id->string() != nullptr && !id->string()->empty())
                ids.push_back(*id->string());
        }
    }
}

// Nothing failed, or there is no report yet: everything is verified.
Result<std::vector<std::string>> failed_before(const std::string& file) {
    std::vector<std::string> ids;
    auto text = files::read(file, kMaxReportBytes);
    if (!text) {
        if (text.error().code == ErrorCode::not_found) return ids;
        return text.error();
    }
    auto report = json::parse(*text);
    if (!report)
        return wrong("--last-failed: " + file + " is not a JSON report",
                     "remove it, or leave out --last-failed");
    add_failed_ids(*report, ids);
    return ids;
}

Result<verification::Filters> read_filters(const VerifyOptions& options) {
    verification::Filters filters;
    auto description = read_pattern("--filter-description", options.filter_description);
    if (!description) return description.error();
    auto state = read_pattern("--filter-state", options.filter_state);
    if (!state) return state.error();
    filters.description = std::move(*description);
    filters.state = std::move(*state);
    filters.no_state = options.filter_no_state;
    filters.only = options.only;
    if (options.last_failed) {
        auto failed = failed_before(options.json_file);
        if (!failed) return failed.error();
        filters.only.insert(filters.only.end(), failed->begin(), failed->end());
    }
    return filters;
}

}  // namespace

Result<verification::VerificationSettings> verification_settings(const VerifyOptions& options,
                                                                 http::Client& provider,
                                                                 const http::Pause& pause) {
    verification::VerificationSettings settings;
    settings.provider = options.provider_name;
    auto address = provider_address(options);
    if (!address) return address.error();
    settings.endpoint = address->endpoint;
    for (const auto& text : options.transports) {
        auto transport = read_transport(text, *address);
        if (!transport) return transport.error();
        settings.transports[transport->first] = transport->second;
    }
    auto headers = read_headers(options.headers);
    if (!headers) return headers.error();
    settings.headers = std::move(*headers);
    settings.limits.deadline = std::chrono::milliseconds(options.request_timeout);
    settings.limits.max_body = std::size_t{options.max_response_size} << 20;
    auto filters = read_filters(options);
    if (!filters) return filters.error();
    settings.filters = std::move(*filters);
    settings.teardown = options.state_change_teardown;
    settings.end_at_first_failure = options.end_at_first_failure;
    settings.nothing_is_allowed = options.nothing_is_allowed;
    settings.witness_required = options.require_witness;
    settings.repetition = {options.repeat, options.shuffle, options.seed.value_or(0), options.jobs};
    if (!options.state_command.empty()) {
        settings.states =
            verification::state_command_handler({options.state_command, settings.limits.deadline});
    }
    if (!options.state_change_url.empty()) {
        verification::StateUrlSettings states;
        states.url = options.state_change_url;
        states.as_query = options.state_change_as_query;
        states.headers = settings.headers;
        states.limits = settings.limits;
        if (options.retries) states.retries.retries = *options.retries;
        auto handler = verification::state_url_handler(std::move(states), provider, pause);
        if (!handler)
            return wrong("--state-change-url: " + problem_of(handler.error()),
                         "write it as http://HOST:PORT/PATH");
        settings.states = std::move(*handler);
    }
    return settings;
}

Result<verification::Sources> contract_sources(const VerifyOptions& options) {
    verification::Sources sources;
    for (const auto& path : options.paths) sources.paths.emplace_back(path);
    for (const auto& file : options.files) sources.files.emplace_back(file);
    for (const auto& folder : options.folders) sources.folders.emplace_back(folder);
    sources.urls = options.urls;
    sources.max_contract_bytes = std::size_t{options.max_contract_size} << 20;
    std::string credentials = broker_api::authorization(options.user, options.password, options.token);
    if (!credentials.empty()) sources.url_headers.set("Authorization", std::move(credentials));
    if (options.broker_url.empty()) return sources;

    verification::BrokerSource broker;
    broker.settings.url = options.broker_url;
    broker.settings.limits.max_body = sources.max_contract_bytes;
    broker.settings.user = options.user;
    broker.settings.password = options.password;
    broker.settings.token = options.token;
    if (options.retries) broker.settings.retries.retries = *options.retries;
    broker.settings.advice.credentials = "pass --token, or --user and --password";
    broker.wanted.provider = options.provider_name;
    if (options.consumer_tags.empty()) {
        auto selectors = broker_api::parse_selectors(options.consumer_selectors);
        if (!selectors) return selectors.error();
        broker.wanted.selectors = std::move(*selectors);
    } else {
        broker.wanted.selectors = broker_api::selectors_from_tags(options.consumer_tags);
    }
    broker.wanted.provider_branch = options.provider_branch;
    broker.wanted.provider_tags = options.provider_tags;
    broker.wanted.include_pending = options.enable_pending;
    broker.wanted.include_wip_since = options.include_wip_since;
    broker.webhook_contract_url = options.webhook_callback_url;
    sources.broker = std::move(broker);
    return sources;
}

verification::Scope contract_scope(const VerifyOptions& options) {
    return {options.provider_name, options.consumers};
}

verification::PublishSettings publish_settings(const VerifyOptions& options) {
    verification::PublishSettings settings;
    settings.version = {options.provider_version, options.provider_branch, options.provider_tags};
    settings.build_url = options.build_url;
    settings.verifier_version = TALLY_VERSION;
    settings.filtered = !options.filter_description.empty() || !options.filter_state.empty() ||
                        options.filter_no_state || !options.only.empty() || options.last_failed ||
                        options.end_at_first_failure;
    return settings;
}

}  // namespace tally::cli
