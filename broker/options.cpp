#include "options.h"

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "version.h"

namespace tally {

namespace {

// What CLI11 reads before it becomes Options.
struct Raw {
    std::string log_level = "info";
    std::string base_urls;
    std::string main_branch_candidates = "develop main master";
    std::size_t max_body_mb = 32;
    long long first_tag_seconds = 10;
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
                   "File of the SQLite database, created when missing\n(contract-broker.sqlite) "
                   "[PACT_BROKER_DATABASE_URL]")
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
           "Refuse contracts of new names that look like\nexisting ones (true) [PACT_BROKER_CHECK_FOR_\n"
           "POTENTIAL_DUPLICATE_PACTICIPANT_NAMES]")
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

}  // namespace

std::variant<Options, cli::ExitCode> parse_options(int argc, char** argv) {
    Options options;
    Raw raw;
    CLI::App app(
        "Stores contracts and verification results, and serves the Pact Broker HTTP API.\n"
        "Its first line is `listening on http://HOST:PORT`; SIGINT and SIGTERM stop it.",
        "contract-broker");
    cli::set_up_help(app, kExitCodes);
    app.set_version_flag("--version", "contract-broker " + std::string(kVersion), "Show the version");
    add_server_options(app, options, raw);
    add_rules(app, options.settings, raw);
    add_deployment_rules(app, options.settings);
    if (const auto ending = cli::parse_command_line(app, argc, argv)) return *ending;

    const auto level = log::parse_level(raw.log_level);
    if (!level) {
        cli::print_usage_error(level.error().text(), "contract-broker --help");
        return cli::ExitCode::usage;
    }
    options.log_level = *level;
    options.max_body = raw.max_body_mb << 20;
    options.settings.base_urls = words(raw.base_urls);
    options.settings.main_branch_candidates = words(raw.main_branch_candidates);
    options.settings.first_tag_as_branch_limit = std::chrono::seconds(raw.first_tag_seconds);
    return options;
}

}  // namespace tally
