#include "cli/broker_options.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/credentials_file.h"
#include "cli/spoken_client.h"
#include "http/httplib_client.h"

namespace tally::cli {

void add_broker_options(CLI::App& command, BrokerOptions& options) {
    const char* group = "Broker";
    command.add_option("-b,--broker-base-url", options.url, "Its address [PACT_BROKER_BASE_URL]")
        ->envname("PACT_BROKER_BASE_URL")
        ->option_text("URL")
        ->group(group);
    command.add_option("-u,--broker-username", options.user, "User name [PACT_BROKER_USERNAME]")
        ->envname("PACT_BROKER_USERNAME")
        ->option_text("NAME")
        ->group(group);
    command.add_option("-p,--broker-password", options.password, "Password [PACT_BROKER_PASSWORD]")
        ->envname("PACT_BROKER_PASSWORD")
        ->option_text("TEXT")
        ->group(group);
    command.add_option("-k,--broker-token", options.token, "Bearer token [PACT_BROKER_TOKEN]")
        ->envname("PACT_BROKER_TOKEN")
        ->option_text("TEXT")
        ->group(group);
    add_repeatable(command, "--custom-header", options.headers, "A header for every request: 'Name: value'")
        ->option_text("HEADER")
        ->group(group);
    command
        .add_option("--retries", options.retries,
                    "Further attempts after 5xx, 408 or 429 (8)\n[PACT_BROKER_HTTP_RETRIES]")
        ->envname("PACT_BROKER_HTTP_RETRIES")
        ->option_text("N")
        ->group(group);
    command
        .add_option("-c,--ssl-certificate", options.certificate_file, "Trusted certificates [SSL_CERT_FILE]")
        ->envname("SSL_CERT_FILE")
        ->option_text("FILE")
        ->group(group);
    command
        .add_option("--ssl-trust-store", options.trust_store,
                    "Likewise; 'true', which others take, changes nothing\n[SSL_TRUST_STORE]")
        ->envname("SSL_TRUST_STORE")
        ->option_text("FILE")
        ->group(group);
    command
        .add_flag("--skip-ssl-verification", options.skip_tls_verification,
                  "Accept any TLS certificate [SSL_SKIP_VERIFICATION]")
        ->envname("SSL_SKIP_VERIFICATION")
        ->group(group);
    command
        .add_option("--credentials-file", options.credentials_file,
                    "JSON with the token, or user name and password, of each\nbroker "
                    "(~/.config/tally/credentials.json)\n[TALLY_CREDENTIALS_FILE]")
        ->envname("TALLY_CREDENTIALS_FILE")
        ->option_text("FILE")
        ->group(group);
    command.add_flag("--verbose", options.verbose, "Show requests and answers, without secrets")
        ->group(group);
}

namespace {

Error wrong(const std::string& what, const std::string& remedy) {
    return {ErrorCode::invalid_input, "", what, remedy};
}

// Credentials that are given otherwise win, and then the file is not looked at.
Result<void> add_from_file(const BrokerOptions& options, broker_api::BrokerSettings& settings) {
    const auto url = parse_url(options.url, "http");
    if (!settings.token.empty() || !settings.user.empty() || (url && !url->userinfo.empty())) return {};
    std::optional<std::filesystem::path> file;
    if (!options.credentials_file.empty()) {
        file = options.credentials_file;
    } else {
        file = default_credentials_file();
        std::error_code ignored;
        if (!file || !std::filesystem::exists(*file, ignored)) return {};
    }
    auto credentials = read_credentials(*file, options.url);
    if (!credentials) return credentials.error();
    if (!*credentials) return {};
    settings.user = (*credentials)->user;
    settings.password = (*credentials)->password;
    settings.token = (*credentials)->token;
    return {};
}

// In the words of the command line.
broker_api::Advice advice() {
    broker_api::Advice advice;
    advice.credentials = "pass --broker-token, or --broker-username and --broker-password";
    advice.pacticipant = "contract list-pacticipants";
    advice.version = "contract create-or-update-version -a {pacticipant} -e {version}, when the number is right";
    advice.environment = "contract list-environments";
    advice.environment_uuid = advice.environment;
    advice.placement = "contract describe-version -a {pacticipant} --environment {environment}";
    advice.instance = "name one with --application-instance";
    advice.webhook = "check the UUID; contract create-webhook prints it";
    advice.other_broker = "use contract-broker";
    return advice;
}

}  // namespace

Result<BrokerConnection> connect(const BrokerOptions& options) {
    if (options.url.empty()) {
        return wrong("no broker was named", "add --broker-base-url URL, or set PACT_BROKER_BASE_URL");
    }
    if (!options.token.empty() && (!options.user.empty() || !options.password.empty())) {
        return wrong("--broker-token excludes --broker-username and --broker-password",
                     "use one kind of credentials");
    }
    broker_api::BrokerSettings settings;
    settings.url = options.url;
    settings.user = options.user;
    settings.password = options.password;
    settings.token = options.token;
    if (options.retries) settings.retries.retries = *options.retries;
    if (auto read = add_from_file(options, settings); !read) return read.error();
    settings.advice = advice();
    for (const auto& text : options.headers) {
        const auto colon = text.find(':');
        if (colon == std::string::npos || colon == 0) {
            return wrong("--custom-header '" + text.substr(0, text.find('=')) + "' is not 'Name: value'",
                         "for example --custom-header 'X-Tenant: acme'");
        }
        settings.headers.set(std::string(text::trim(std::string_view(text).substr(0, colon))),
                             std::string(text::trim(std::string_view(text).substr(colon + 1))));
    }
    auto client_options = http::ClientOptions::from_environment();
    client_options.verify_tls = !options.skip_tls_verification;
    client_options.user_agent = std::string("Tally/") + TALLY_VERSION;
    const bool is_file = !options.trust_store.empty() && options.trust_store != "true";
    if (options.trust_store == "false" && options.certificate_file.empty())
        return wrong("--ssl-trust-store false trusts nobody", "add --ssl-certificate FILE");
    if (is_file && options.trust_store != "false") client_options.ca_file = options.trust_store;
    if (!options.certificate_file.empty()) client_options.ca_file = options.certificate_file;
    auto http = http::http_client(std::move(client_options));
    if (options.verbose) http = spoken_client(std::move(http));
    auto client = broker_api::BrokerClient::create(std::move(settings), *http, pause_and_say);
    if (!client)
        return wrong("--broker-base-url: " + client.error().where + ": " + client.error().what,
                     "write it as http://HOST:PORT");
    return BrokerConnection{std::move(http), std::move(*client)};
}

}  // namespace tally::cli
