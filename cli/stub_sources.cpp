#include "cli/stub_sources.h"

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "base/url.h"
#include "broker_api/latest_contracts.h"
#include "cli/console.h"
#include "format/read_contract.h"
#include "http/httplib_client.h"
#include "verification/contract_sources.h"

namespace tally::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kCredentials = "pass --token, or --user USER:PASSWORD";

http::RetryPolicy retries_of(const StubProgramOptions& options) {
    http::RetryPolicy policy{.retry_after = http::RetryAfter::honoured};
    if (options.retries) policy.retries = *options.retries;
    return policy;
}

bool is_meant(const std::vector<Regex>& patterns, const std::string& name) {
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&name](const Regex& pattern) {
               return pattern.found_in(name).value_or(false);
           });
}

void add_text(const std::string& text, const std::string& origin, StubContracts& all) {
    auto read = format::read_contract(text, origin);
    if (!read) {
        all.failures.push_back(read.error());
        return;
    }
    std::move(read->warnings.begin(), read->warnings.end(), std::back_inserter(all.warnings));
    all.contracts.push_back({origin, std::move(read->contract)});
}

void add_broker(const StubProgramOptions& options, http::Client& http, StubContracts& all) {
    broker_api::BrokerSettings settings;
    settings.url = options.broker_url;
    settings.user = options.user;
    settings.password = options.password;
    settings.token = options.token;
    settings.retries = retries_of(options);
    settings.advice.credentials = kCredentials;
    auto broker = broker_api::BrokerClient::create(std::move(settings), http, pause_and_say);
    if (!broker) return all.failures.push_back(broker.error());
    const auto latest = broker_api::list_latest_contracts(*broker);
    if (!latest) return all.failures.push_back(latest.error());
    for (const auto& one : *latest) {
        if (!is_meant(options.consumers, one.consumer) || !is_meant(options.providers, one.provider))
            continue;
        const auto document = broker->get(one.href);
        if (document) {
            add_text(document->text, broker->shown(one.href), all);
        } else {
            all.failures.push_back(document.error());
        }
    }
}

// The files that are loaded from disk; an Error for each folder that cannot be read.
std::vector<fs::path> files_of(const StubProgramOptions& options, std::vector<Error>& failures) {
    std::vector<fs::path> all(options.files.begin(), options.files.end());
    for (const auto& folder : options.folders) {
        auto inside = files::list_recursively(folder, "." + options.extension);
        if (inside) {
            all.insert(all.end(), inside->begin(), inside->end());
        } else {
            failures.push_back(inside.error());
        }
    }
    return all;
}

}  // namespace

StubContracts load_stub_contracts(const StubProgramOptions& options) {
    StubContracts all;
    auto client_options = http::ClientOptions::from_environment();
    client_options.verify_tls = !options.any_certificate;
    client_options.user_agent = std::string("Tally/") + TALLY_VERSION;
    const auto http = http::http_client(std::move(client_options));

    verification::Sources sources;
    sources.files = files_of(options, all.failures);
    sources.urls = options.urls;
    sources.url_retries = retries_of(options);
    const std::string credentials = broker_api::authorization(options.user, options.password, options.token);
    if (!credentials.empty()) sources.url_headers.set("Authorization", credentials);
    auto collected = verification::collect_contracts(sources, {}, *http, nullptr);
    std::move(collected.failures.begin(), collected.failures.end(), std::back_inserter(all.failures));
    for (auto& loaded : collected.contracts) {
        std::move(loaded.warnings.begin(), loaded.warnings.end(), std::back_inserter(all.warnings));
        all.contracts.push_back({std::move(loaded.origin), std::move(loaded.contract)});
    }
    if (!options.broker_url.empty()) add_broker(options, *http, all);
    return all;
}

DiskState disk_state(const StubProgramOptions& options) {
    DiskState state;
    std::vector<Error> ignored;
    for (const fs::path& file : files_of(options, ignored)) {
        std::error_code problem;
        const auto size = fs::file_size(file, problem);
        const auto time = fs::last_write_time(file, problem);
        if (!problem) state[file.string()] = {size, time};
    }
    return state;
}

}  // namespace tally::cli
