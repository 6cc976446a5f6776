#include "options.h"

#include <CLI/CLI.hpp>

#include <optional>

#include "base/text.h"
#include "base/url.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "version.h"
#include "webhook_options.h"

namespace tally {

namespace {

constexpr long long kLongestTimeLimit = 366LL * 24 * 60 * 60;  // seconds

// What CLI11 reads before it becomes Options.
struct Raw {
    std::string log_level = "info";
    std::string base_urls;
    std::string main_branch_candidates = "develop main master";
    std::size_t max_body_mb = 32;
    long long first_tag_seconds = 10;
    std::optional<bool> basic_auth_enabled;
    web::Credentials read_write;
    web::Credentials read_only;
    RawWebhookOptions webhooks;
    RawCleanOptions clean_schedule;
    RawCleanOptions clean_command;
};

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> all;
    for (const auto piece : text::split(text, ' ')) {
        if (!piece.empty()) all.emplace_back(piece);
    }
    return all;
}

// Where it listens, what it stores, how it is seen.
void add_server_options(CLI::App& app, Options& options, Raw& raw) {
    const char* group = "Server";
    app.add_option("--port", options.port, "Port; 0 takes any free one (9292)\n[PACT_BROKER_PORT]")
        ->envname("PACT_BROKER_PORT")
        ->option_text("N")
        ->group(group);
    app.add_option("--host", options.host, "Address to listen on (127.0.0.1)\n[PACT_BROKER_HOST]")
        ->envname("PACT_BROKER_HOST")
        ->option_text("ADDRESS")
        ->group(group);
    app.add_option("--database", options.database,
                   "File of the SQLite database, created when missing,\nor postgres://USER:PASSWORD@HOST:PORT/NAME\n"
                   "(contract-broker.sqlite) [PACT_BROKER_DATABASE_URL]")
        ->envname("PACT_BROKER_DATABASE_URL")
        ->option_text("FILE|URL")
        ->group(group);
    app.add_option(
           "--base-url", raw.base_urls,
           "How clients reach the broker, for links; several\nseparated by blanks (as each request says)\n"
           "[PACT_BROKER_BASE_URL]")
        ->envname("PACT_BROKER_BASE_URL")
        ->option_text("URLS")
        ->group(group);
    app.add_option("--shields-io-base-url", options.settings.badge_server,
                   "Server that draws badges, as https://img.shields.io\n(the broker draws them itself)\n"
                   "[PACT_BROKER_SHIELDS_IO_BASE_URL]")
        ->envname("PACT_BROKER_SHIELDS_IO_BASE_URL")
        ->option_text("URL")
        ->group(group);
    app.add_option("--log-level", raw.log_level,
                   "debug, info, warn, error or none (info)\n[PACT_BROKER_LOG_LEVEL]")
        ->envname("PACT_BROKER_LOG_LEVEL")
        ->option_text("LEVEL")
        ->group(group);
    app.add_option("--max-body", raw.max_body_mb, "Refuse larger request bodies, in MB (32)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
        ->option_text("MB")
        ->group(group);
    app.add_option("--workers", options.workers, "Threads that answer requests (twice the processors)")
        ->check(CLI::Range(0u, 1024u))
        ->option_text("N")
        ->group(group);
}

void add_credentials(CLI::App& app, const std::string& prefix, const std::string& environment,
                     web::Credentials& credentials, const std::string& allows) {
    app.add_option(prefix + "username", credentials.username,
                   "Who may " + allows + "\n[" + environment + "USERNAME]")
        ->envname(environment + "USERNAME")
        ->option_text("NAME")
        ->group("Access");
    app.add_option(prefix + "password", credentials.password,
                   "Better in the environment: others on the machine see\noptions\n[" + environment + "PASSWORD]")
        ->envname(environment + "PASSWORD")
        ->option_text("PASSWORD")
        ->group("Access");
}

void add_access_options(CLI::App& app, web::Protection& protection, Raw& raw) {
    const char* group = "Access";
    add_credentials(app, "--basic-auth-", "PACT_BROKER_BASIC_AUTH_", raw.read_write, "read and write");
    add_credentials(app, "--basic-auth-read-only-", "PACT_BROKER_BASIC_AUTH_READ_ONLY_", raw.read_only,
                    "read only");
    app.add_option("--basic-auth-enabled", raw.basic_auth_enabled,
                   "Whether credentials are asked for (true when some are\ngiven) [PACT_BROKER_BASIC_AUTH_ENABLED]")
        ->envname("PACT_BROKER_BASIC_AUTH_ENABLED")
        ->option_text("BOOL")
        ->group(group);
    app.add_option("--allow-public-read", protection.public_read,
                   "Everybody may read (false)\n[PACT_BROKER_ALLOW_PUBLIC_READ]")
        ->envname("PACT_BROKER_ALLOW_PUBLIC_READ")
        ->option_text("BOOL")
        ->group(group);
    app.add_option("--public-heartbeat", protection.public_heartbeat,
                   "Everybody may ask whether the broker lives (false)\n[PACT_BROKER_PUBLIC_HEARTBEAT]")
        ->envname("PACT_BROKER_PUBLIC_HEARTBEAT")
        ->option_text("BOOL")
        ->group(group);
    app.add_option("--enable-public-badge-access", protection.public_badges,
                   "Everybody may see badges (false)\n[PACT_BROKER_ENABLE_PUBLIC_BADGE_ACCESS]")
        ->envname("PACT_BROKER_ENABLE_PUBLIC_BADGE_ACCESS")
        ->option_text("BOOL")
        ->group(group);
}

// Nothing where neither part is given, as in a file of variables that leaves them empty.
Result<std::optional<web::Credentials>> checked(const web::Credentials& credentials, const std::string& prefix) {
    const auto& [username, password] = credentials;
    if (username.empty() && password.empty()) return std::optional<web::Credentials>();
    if (username.empty() || password.empty()) {
        const std::string there = prefix + (username.empty() ? "password" : "username");
        const std::string missing = prefix + (username.empty() ? "username" : "password");
        return Error{ErrorCode::invalid_input, there, "is of no use without " + missing, "give both, or neither"};
    }
    if (username.find(':') != std::string::npos) {
        return Error{ErrorCode::invalid_input, prefix + "username",
                     "has a colon, which ends the name in HTTP Basic", "take a name without it"};
    }
    return std::optional(credentials);
}

// Links that lead nowhere are noticed late, and by others.
Result<void> check_url(const std::string& option, const std::string& url) {
    if (parse_url(url)) return {};
    return Error{ErrorCode::invalid_input, option, "'" + url + "' is not an http or https URL",
                 "write it as https://contracts.example"};
}

Result<void> take_urls(const Raw& raw, Settings& settings) {
    settings.base_urls = words(raw.base_urls);
    for (const auto& url : settings.base_urls) {
        if (auto checked = check_url("--base-url", url); !checked) return checked;
    }
    if (settings.badge_server.empty()) return {};
    return check_url("--shields-io-base-url", settings.badge_server);
}

// A broker that somebody meant to protect must not start open.
Result<void> take_credentials(const Raw& raw, web::Protection& protection) {
    auto read_write = checked(raw.read_write, "--basic-auth-");
    if (!read_write) return read_write.error();
    auto read_only = checked(raw.read_only, "--basic-auth-read-only-");
    if (!read_only) return read_only.error();
    if (!raw.basic_auth_enabled.value_or(true)) return {};
    protection.read_write = std::move(*read_write);
    protection.read_only = std::move(*read_only);
    if (raw.basic_auth_enabled && !protection.is_on()) {
        return Error{ErrorCode::invalid_input, "--basic-auth-enabled", "is true, but there are no credentials",
                     "give --basic-auth-username and --basic-auth-password"};
    }
    return {};
}

void add_rules(CLI::App& app, Settings& settings, Raw& raw) {
    const char* group = "Rules";
    app.add_option("--allow-dangerous-contract-modification", settings.allow_contract_modification,
                   "Let a version's contract be published again with\nother content (false)\n"
                   "[PACT_BROKER_ALLOW_DANGEROUS_CONTRACT_MODIFICATION]")
        ->envname("PACT_BROKER_ALLOW_DANGEROUS_CONTRACT_MODIFICATION")
        ->option_text("BOOL")
        ->group(group);
    app.add_option(
           "--check-for-potential-duplicate-pacticipant-names", settings.check_for_look_alike_names,
           "Refuse contracts of new names that look like\nexisting ones (true)\n"
           "[PACT_BROKER_CHECK_FOR_POTENTIAL_DUPLICATE_PACTICIPANT_NAMES]")
        ->envname("PACT_BROKER_CHECK_FOR_POTENTIAL_DUPLICATE_PACTICIPANT_NAMES")
        ->option_text("BOOL")
        ->group(group);
    app.add_option("--auto-detect-main-branch", settings.auto_detect_main_branch,
                   "The first candidate that is used becomes the main\nbranch (true) "
                   "[PACT_BROKER_AUTO_DETECT_MAIN_BRANCH]")
        ->envname("PACT_BROKER_AUTO_DETECT_MAIN_BRANCH")
        ->option_text("BOOL")
        ->group(group);
    app.add_option("--main-branch-candidates", raw.main_branch_candidates,
                   "Names of main branches (develop main master)\n[PACT_BROKER_MAIN_BRANCH_CANDIDATES]")
        ->envname("PACT_BROKER_MAIN_BRANCH_CANDIDATES")
        ->option_text("NAMES")
        ->group(group);
    app.add_option("--use-first-tag-as-branch", settings.use_first_tag_as_branch,
                   "The first tag of a new version without a branch is\nits branch too (true) "
                   "[PACT_BROKER_USE_FIRST_TAG_AS_BRANCH]")
        ->envname("PACT_BROKER_USE_FIRST_TAG_AS_BRANCH")
        ->option_text("BOOL")
        ->group(group);
    app.add_option("--use-first-tag-as-branch-time-limit", raw.first_tag_seconds,
                   "For how many seconds a version is new (10)\n"
                   "[PACT_BROKER_USE_FIRST_TAG_AS_BRANCH_TIME_LIMIT]")
        ->envname("PACT_BROKER_USE_FIRST_TAG_AS_BRANCH_TIME_LIMIT")
        ->check(CLI::Range(0LL, kLongestTimeLimit))
        ->option_text("SECONDS")
        ->group(group);
}

void add_deployment_rules(CLI::App& app, Settings& settings) {
    app.add_option("--create-deployed-versions-for-tags", settings.create_deployed_versions_for_tags,
                   "A tag named like an environment records a\ndeployment there (true)\n"
                   "[PACT_BROKER_CREATE_DEPLOYED_VERSIONS_FOR_TAGS]")
        ->envname("PACT_BROKER_CREATE_DEPLOYED_VERSIONS_FOR_TAGS")
        ->option_text("BOOL")
        ->group("Rules");
}

constexpr const char* kExitCodes =
    "Exit codes:\n"
    "  0   stopped by a signal\n"
    "  2   wrong usage: an option or its value\n"
    "  3   the database or the port could not be opened\n"
    "  70  a bug in this program\n";

constexpr const char* kProgram = "contract-broker";
constexpr const char* kSummary =
    "Stores contracts and verification results, and serves the Pact Broker HTTP API.\n"
    "Its first line is `listening on http://HOST:PORT`; SIGINT and SIGTERM stop it.";

void add_options(CLI::App& app, Options& options, Raw& raw) {
    cli::set_up_help(app, kExitCodes);
    app.set_version_flag("--version", "contract-broker " + std::string(kVersion), "Show the version");
    add_server_options(app, options, raw);
    add_access_options(app, options.settings.protection, raw);
    add_rules(app, options.settings, raw);
    add_deployment_rules(app, options.settings);
    add_webhook_options(app, options, raw.webhooks);
    add_clean_schedule_options(app, raw.clean_schedule);
    add_clean_command(app, raw.clean_command);
}

cli::ExitCode wrong_usage(const Error& error) {
    cli::print_error(error);
    return cli::ExitCode::usage;
}

}  // namespace

std::variant<Options, CleanCommand, cli::ExitCode> parse_options(int argc, char** argv) {
    Options options;
    Raw raw;
    CLI::App app(kSummary, kProgram);
    add_options(app, options, raw);
    if (const auto ending = cli::parse_command_line(app, argc, argv)) return *ending;
    if (app.got_subcommand("clean")) {
        // What stands before the command is the server's, its database for one; nobody means another database.
        if (std::string_view(argv[1]) != "clean") {
            cli::print_usage_error("options of the server stand before 'clean'", "contract-broker clean --help");
            return cli::ExitCode::usage;
        }
        auto command = take_clean_command(raw.clean_command);
        if (!command) return wrong_usage(command.error());
        return std::move(*command);
    }

    auto level = log::parse_level(raw.log_level);
    if (!level) {
        level.error().where = "--log-level";
        return wrong_usage(level.error());
    }
    if (const auto taken = take_credentials(raw, options.settings.protection); !taken) return wrong_usage(taken.error());
    if (const auto taken = take_urls(raw, options.settings); !taken) return wrong_usage(taken.error());
    if (const auto taken = take_webhook_options(raw.webhooks, options); !taken) return wrong_usage(taken.error());
    auto clean_schedule = take_clean_schedule(raw.clean_schedule);
    if (!clean_schedule) return wrong_usage(clean_schedule.error());
    options.clean_schedule = std::move(*clean_schedule);
    options.log_level = *level;
    options.max_body = raw.max_body_mb << 20;
    options.settings.main_branch_candidates = words(raw.main_branch_candidates);
    options.settings.first_tag_as_branch_limit = std::chrono::seconds(raw.first_tag_seconds);
    return options;
}

void show_options(const cli::LookAtOptions& look) {
    Options options;
    Raw raw;
    CLI::App app(kSummary, kProgram);
    add_options(app, options, raw);
    look(app);
}

}  // namespace tally
