// The only file of the broker that includes CLI11.
#include "options.h"

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "version.h"

namespace tally {

namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 stopped by a signal or nothing to do, 2 usage, 3 the database or the port could not be "
    "opened, "
    "70 a bug.";

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> all;
    for (const auto piece : text::split(text, ' ')) {
        if (!piece.empty()) all.emplace_back(piece);
    }
    return all;
}

// "error:" says what is wrong, "try:" what to do, with the nearest option where one was misspelt.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error) {
    std::string what =
        text::lower(std::string(error.what()).substr(0, 1)) + std::string(error.what()).substr(1);
    while (!what.empty() && (what.back() == '.' || what.back() == '\n')) what.pop_back();
    std::string remedy = "contract-broker --help";
    const auto unknown = app.remaining();
    if (!unknown.empty() && unknown.front().rfind("--", 0) == 0) {
        std::vector<std::string> known;
        for (const auto* option : app.get_options()) known.push_back("--" + option->get_single_name());
        const auto typed = unknown.front().substr(0, unknown.front().find('='));
        what = "unknown option '" + text::printable(typed) + "'";
        const auto nearest = text::nearest(typed, known);
        if (!nearest.empty()) remedy = nearest;
    }
    return "error: " + what + "\n  try: " + remedy + "\n";
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
    Options options;
    auto& settings = options.settings;
    std::string log_level = "info";
    std::string base_urls;
    std::string candidates = text::join(settings.main_branch_candidates, " ");
    std::size_t max_body_mb = options.max_body >> 20;
    auto tag_limit = settings.first_tag_as_branch_limit.count();

    CLI::App app(
        "contract-broker: stores contracts and verification results, and serves the Pact Broker HTTP API.\n"
        "Prints `listening on http://HOST:PORT` as its first line, and stops on SIGINT or SIGTERM.");
    app.name("contract-broker");
    app.set_help_flag("--help", "Print this help and exit");
    app.set_version_flag("--version", "contract-broker " + std::string(kVersion),
                         "Print the version and exit");
    app.footer(kExitCodes);
    app.allow_extras(false);
    app.add_option("--port", options.port, "Port to listen on; 0 takes any free one")
        ->envname("PACT_BROKER_PORT")
        ->capture_default_str();
    app.add_option("--host", options.host, "Address to listen on")
        ->envname("PACT_BROKER_HOST")
        ->capture_default_str();
    app.add_option("--database", options.database, "File of the SQLite database; created when missing")
        ->envname("PACT_BROKER_DATABASE_URL")
        ->capture_default_str();
    app.add_option("--log-level", log_level, "debug, info, warn, error or none")
        ->envname("PACT_BROKER_LOG_LEVEL")
        ->capture_default_str();
    app.add_option("--base-url", base_urls,
                   "How clients reach the broker, for links; several are separated by blanks (default: as "
                   "requests say)")
        ->envname("PACT_BROKER_BASE_URL");
    app.add_option("--max-body", max_body_mb, "Largest request body in MB")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
        ->capture_default_str();
    app.add_option("--workers", options.workers,
                   "Threads that answer requests (default: by the number of processors)")
        ->check(CLI::Range(0u, 1024u));
    app.add_option("--allow-dangerous-contract-modification", settings.allow_contract_modification,
                   "Let a version's contract be published again with other content")
        ->envname("PACT_BROKER_ALLOW_DANGEROUS_CONTRACT_MODIFICATION")
        ->expected(0, 1)
        ->default_str("false");
    app.add_option("--check-for-potential-duplicate-pacticipant-names", settings.check_for_look_alike_names,
                   "Refuse contracts of new names that look like existing ones")
        ->envname("PACT_BROKER_CHECK_FOR_POTENTIAL_DUPLICATE_PACTICIPANT_NAMES")
        ->default_str("true");
    app.add_option("--auto-detect-main-branch", settings.auto_detect_main_branch,
                   "Take the first candidate that is used as the main branch")
        ->envname("PACT_BROKER_AUTO_DETECT_MAIN_BRANCH")
        ->default_str("true");
    app.add_option("--main-branch-candidates", candidates, "Names that are taken for main branches")
        ->envname("PACT_BROKER_MAIN_BRANCH_CANDIDATES")
        ->capture_default_str();
    app.add_option("--use-first-tag-as-branch", settings.use_first_tag_as_branch,
                   "The first tag of a new version without a branch is its branch too")
        ->envname("PACT_BROKER_USE_FIRST_TAG_AS_BRANCH")
        ->default_str("true");
    app.add_option("--use-first-tag-as-branch-time-limit", tag_limit, "For how many seconds a version is new")
        ->envname("PACT_BROKER_USE_FIRST_TAG_AS_BRANCH_TIME_LIMIT")
        ->capture_default_str();

    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return {std::nullopt, 0, app.help(), ""};
    } catch (const CLI::CallForVersion&) {
        return {std::nullopt, 0, app.version() + "\n", ""};
    } catch (const CLI::ParseError& error) {
        return {std::nullopt, 2, "", usage_error(app, error)};
    }

    const auto level = log::parse_level(log_level);
    if (!level) {
        return {std::nullopt, 2, "", "error: " + level.error().text() + "\n  try: contract-broker --help\n"};
    }
    options.log_level = *level;
    options.max_body = max_body_mb << 20;
    settings.base_urls = words(base_urls);
    settings.main_branch_candidates = words(candidates);
    settings.first_tag_as_branch_limit = std::chrono::seconds(tag_limit);
    return {std::move(options), 0, "", ""};
}

}  // namespace tally
