#include "cli/verify_options.h"

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/ignored_options.h"
#include "cli/rerun_command.h"

namespace tally::cli {

namespace {

constexpr const char* kProgram = "contract-verify";
constexpr const char* kSummary = "Replays contracts against a running provider and compares its answers.";
constexpr std::size_t kMaxRepeat = 1000;
constexpr std::size_t kMaxJobs = 64;

void add_sources(CLI::App& app, VerifyOptions& options) {
    const char* group = "Contracts (at least one source)";
    app.add_option("PATH", options.paths, "Contract files, or folders with everything below them")
        ->option_text("...");
    add_repeatable(app, "-f,--file", options.files, "A contract file")->option_text("FILE")->group(group);
    add_repeatable(app, "-d,--dir", options.folders, "A folder of contract files")
        ->option_text("FOLDER")
        ->group(group);
    add_repeatable(app, "-u,--url", options.urls, "The URL of a contract")->option_text("URL")->group(group);
    app.add_option("-b,--broker-url", options.broker_url,
                   "A broker; needs --provider-name\n[PACT_BROKER_BASE_URL]")
        ->option_text("URL")
        ->group(group);
    app.add_option(
           "--webhook-callback-url", options.webhook_callback_url,
           "Only the contract a broker's webhook names;\nneeds --broker-url [PACT_WEBHOOK_CALLBACK_URL]")
        ->envname("PACT_WEBHOOK_CALLBACK_URL")
        ->option_text("URL")
        ->group(group);
    app.add_option("--max-contract-size", options.max_contract_size, "Refuse larger ones, in MB (64)")
        ->option_text("MB")
        ->group(group);
    app.add_flag("--allow-nothing,--ignore-no-pacts-error", options.nothing_is_allowed,
                 "Exit 0 when there was nothing to verify")
        ->group(group);
}

void add_credentials(CLI::App& app, VerifyOptions& options) {
    const char* group = "Credentials for the broker and for URLs";
    app.add_option("--user", options.user, "User name [PACT_BROKER_USERNAME]")
        ->envname("PACT_BROKER_USERNAME")
        ->option_text("NAME")
        ->group(group);
    app.add_option("--password", options.password, "Password [PACT_BROKER_PASSWORD]")
        ->envname("PACT_BROKER_PASSWORD")
        ->option_text("TEXT")
        ->group(group);
    app.add_option("-t,--token", options.token, "Bearer token [PACT_BROKER_TOKEN]")
        ->envname("PACT_BROKER_TOKEN")
        ->option_text("TEXT")
        ->group(group);
}

void add_provider(CLI::App& app, VerifyOptions& options) {
    const char* group = "Provider";
    app.add_option("-n,--provider-name", options.provider_name,
                   "Its name in contracts; others are left out\n[PACT_PROVIDER_NAME]")
        ->envname("PACT_PROVIDER_NAME")
        ->option_text("NAME")
        ->group(group);
    app.add_option("--provider-url", options.provider_url, "Where it runs: http://HOST:PORT/BASE/PATH")
        ->option_text("URL")
        ->group(group);
    app.add_option("-h,--hostname", options.host, "Or its host (localhost) [PACT_PROVIDER_HOSTNAME]")
        ->envname("PACT_PROVIDER_HOSTNAME")
        ->option_text("HOST")
        ->group(group);
    app.add_option("-p,--port", options.port, "... port (80, or 443) [PACT_PROVIDER_PORT]")
        ->envname("PACT_PROVIDER_PORT")
        ->option_text("PORT")
        ->group(group);
    app.add_option("--transport,--scheme", options.transport,
                   "... and transport (http) [PACT_PROVIDER_TRANSPORT]")
        ->envname("PACT_PROVIDER_TRANSPORT")
        ->option_text("http|https")
        ->group(group);
    app.add_option("--base-path", options.base_path,
                   "... and a path before all others\n[PACT_PROVIDER_BASE_PATH]")
        ->envname("PACT_PROVIDER_BASE_PATH")
        ->option_text("PATH")
        ->group(group);
    add_repeatable(app, "--transports", options.transports,
                   "Another port for interactions of a transport:\nNAME:PORT[/PATH]")
        ->option_text("TRANSPORT")
        ->group(group);
    app.add_option("--request-timeout", options.request_timeout,
                   "For a whole exchange, in milliseconds (5000)\n[PACT_PROVIDER_REQUEST_TIMEOUT]")
        ->envname("PACT_PROVIDER_REQUEST_TIMEOUT")
        ->option_text("MS")
        ->group(group);
    add_repeatable(app, "-H,--header", options.headers,
                   "A header for every request to the provider:\nNAME=VALUE")
        ->option_text("HEADER")
        ->group(group);
    app.add_option("--max-response-size", options.max_response_size, "Refuse larger answers, in MB (64)")
        ->option_text("MB")
        ->group(group);
    app.add_flag("--disable-ssl-verification", options.skip_tls_verification, "Accept any TLS certificate")
        ->group(group);
}

void add_states(CLI::App& app, VerifyOptions& options) {
    const char* group = "Provider states";
    app.add_option("-s,--state-change-url", options.state_change_url,
                   "POST {\"state\", \"params\", \"action\"} here before each\ninteraction "
                   "[PACT_PROVIDER_STATE_CHANGE_URL]")
        ->envname("PACT_PROVIDER_STATE_CHANGE_URL")
        ->option_text("URL")
        ->group(group);
    app.add_option("--state-command", options.state_command,
                   "Or run this with sh -c: the same, and \"consumer\", on\nits stdin and in TALLY_STATE, "
                   "TALLY_STATE_PARAMS,\nTALLY_STATE_ACTION, TALLY_CONSUMER. Exit code 0: done,\n64: no such "
                   "state; JSON on its stdout gives values")
        ->option_text("COMMAND")
        ->group(group);
    app.add_flag("--state-change-as-query", options.state_change_as_query,
                 "State and parameters in the query, not the body\n[PACT_PROVIDER_STATE_CHANGE_AS_QUERY]")
        ->envname("PACT_PROVIDER_STATE_CHANGE_AS_QUERY")
        ->group(group);
    app.add_flag("--state-change-teardown", options.state_change_teardown,
                 "Call or run it again after each interaction\n[PACT_PROVIDER_STATE_CHANGE_TEARDOWN]")
        ->envname("PACT_PROVIDER_STATE_CHANGE_TEARDOWN")
        ->group(group);
}

void add_list(CLI::App& app, VerifyOptions& options) {
    const char* group = "Without a provider";
    app.add_flag(
           "--list-states", options.list_states,
           "Only print the provider states that the contracts\nneed, with their parameters and consumers")
        ->group(group);
    app.add_option("-o,--output", options.list_form, "... in this form (text)")
        ->option_text("text|json")
        ->group(group);
}

void add_filters(CLI::App& app, VerifyOptions& options) {
    const char* group = "Which interactions";
    app.add_option("--filter-description", options.filter_description,
                   "Whose description the pattern is found in\n[PACT_DESCRIPTION]")
        ->envname("PACT_DESCRIPTION")
        ->option_text("REGEX")
        ->group(group);
    app.add_option("--filter-state", options.filter_state,
                   "With a state the pattern is found in\n[PACT_PROVIDER_STATE]")
        ->envname("PACT_PROVIDER_STATE")
        ->option_text("REGEX")
        ->group(group);
    app.add_flag("--filter-no-state", options.filter_no_state, "Without a state [PACT_PROVIDER_NO_STATE]")
        ->envname("PACT_PROVIDER_NO_STATE")
        ->group(group);
    add_repeatable(app, "-c,--filter-consumer", options.consumers, "Of these consumers; repeat, or a,b")
        ->option_text("NAME")
        ->group(group);
    add_repeatable(app, "--only", options.only, "This one; reports name the identifiers")
        ->option_text("ID")
        ->group(group);
    app.add_flag("--last-failed", options.last_failed, "Those that failed in the report --json names")
        ->group(group);
    app.add_flag(
           "--require-witness", options.require_witness,
           "Fail unless each form was seen that the contracts\nallow: optionals absent, nulls, alternatives")
        ->group(group);
    app.add_flag("--exit-on-first-error", options.end_at_first_failure, "End at the first failure")
        ->group(group);
}

void add_repetition(CLI::App& app, VerifyOptions& options) {
    const char* group = "How often and in what order";
    app.add_option(
           "--repeat", options.repeat,
           "All of it N times (1): set up, request, tear down. What\ndoes not always pass is flaky, and "
           "its cause is searched")
        ->option_text("N")
        ->group(group);
    app.add_flag("--shuffle", options.shuffle, "In random order, each time another, across contracts")
        ->group(group);
    app.add_option("--seed", options.seed, "The order of an earlier run, which told its seed")
        ->option_text("NUMBER")
        ->group(group);
    app.add_option("--jobs", options.jobs,
                   "Interactions without a state N at a time (1), before\nthe others, which run one by one")
        ->option_text("N")
        ->group(group);
}

void add_selection(CLI::App& app, VerifyOptions& options) {
    const char* group = "What to fetch from the broker";
    add_repeatable(app, "--consumer-version-tags", options.consumer_tags, "The latest with these tags: a,b")
        ->option_text("TAGS")
        ->group(group);
    add_repeatable(app, "--consumer-version-selectors", options.consumer_selectors,
                   "A selector, such as '{\"mainBranch\": true}'; repeat")
        ->option_text("JSON")
        ->group(group);
    app.add_flag("--enable-pending", options.enable_pending,
                 "New contracts do not fail the run until verified once")
        ->group(group);
    app.add_option("--include-wip-pacts-since", options.include_wip_since,
                   "Also work in progress since this date")
        ->option_text("DATE")
        ->group(group);
    app.add_option("--retries", options.retries,
                   "Further attempts when the broker or the state-change\nURL answers 5xx, 408 or 429 (8, "
                   "and 3)\n[PACT_BROKER_HTTP_RETRIES]")
        ->envname("PACT_BROKER_HTTP_RETRIES")
        ->option_text("N")
        ->group(group);
}

void add_publishing(CLI::App& app, VerifyOptions& options) {
    const char* group = "Publishing the results";
    app.add_flag("--publish", options.publish, "To the broker; needs --provider-version")->group(group);
    app.add_option("--provider-version", options.provider_version, "The version that was verified")
        ->option_text("TEXT")
        ->group(group);
    app.add_option("--provider-branch", options.provider_branch, "Its branch")
        ->option_text("NAME")
        ->group(group);
    add_repeatable(app, "--provider-tags", options.provider_tags, "Its tags: a,b")
        ->option_text("TAGS")
        ->group(group);
    app.add_option("--build-url", options.build_url, "Where this run can be looked at")
        ->option_text("URL")
        ->group(group);
}

void add_reports(CLI::App& app, VerifyOptions& options) {
    const char* group = "Reports";
    app.add_option("-j,--json", options.json_file, "Also as JSON [PACT_VERIFIER_JSON_REPORT]")
        ->envname("PACT_VERIFIER_JSON_REPORT")
        ->option_text("FILE")
        ->group(group);
    app.add_option("-x,--junit", options.junit_file, "Also as JUnit XML [PACT_VERIFIER_JUNIT_REPORT]")
        ->envname("PACT_VERIFIER_JUNIT_REPORT")
        ->option_text("FILE")
        ->group(group);
    app.add_option("--html", options.html_file, "Also as an HTML page [PACT_VERIFIER_HTML_REPORT]")
        ->envname("PACT_VERIFIER_HTML_REPORT")
        ->option_text("FILE")
        ->group(group);
    app.add_option("--sarif", options.sarif_file, "Also as SARIF, for code scanners")
        ->option_text("FILE")
        ->group(group);
    app.add_option("--tap", options.tap_file, "Also in the Test Anything Protocol")
        ->option_text("FILE")
        ->group(group);
    app.add_flag("--github", options.github, "Also as annotations of a GitHub workflow, on stdout")
        ->group(group);
    app.add_flag("--strength", options.strength,
                 "Also which changes of the provider's answers the\ncontracts would not notice")
        ->group(group);
    app.add_option("--min-strength", options.min_strength,
                   "Exit 1 when they notice less than this, in per cent")
        ->option_text("PERCENT")
        ->group(group);
    app.add_flag("--no-colour,--no-color", options.no_colour, "No colours, as with NO_COLOR")->group(group);
    app.add_option("-l,--loglevel", options.log_level, "error, warn (default), info, debug, trace or none")
        ->option_text("LEVEL")
        ->group(group);
    app.set_version_flag("-v,--version", std::string("contract-verify ") + TALLY_VERSION, "Show the version");
}

// Usage that each option alone allows, but not together. Empty when all is well.
struct Problem {
    std::string what;
    std::string remedy;
};

Problem check(const VerifyOptions& options, bool host_given) {
    const bool any_source = !options.paths.empty() || !options.files.empty() || !options.folders.empty() ||
                            !options.urls.empty() || !options.broker_url.empty();
    if (!options.webhook_callback_url.empty() && options.broker_url.empty()) {
        return {"--webhook-callback-url needs --broker-url", "add --broker-url URL"};
    }
    if (!any_source) {
        return {"no contracts to verify were named",
                "contract-verify PATH, or --broker-url URL; contract-verify --help"};
    }
    if (!options.broker_url.empty() && options.provider_name.empty()) {
        return {"--broker-url needs the provider's name", "add --provider-name NAME"};
    }
    if (!options.token.empty() && (!options.user.empty() || !options.password.empty())) {
        return {"--token excludes --user and --password", "use one kind of credentials"};
    }
    if (!options.provider_url.empty() && host_given) {
        return {"--provider-url excludes --hostname, --port, --transport and --base-path",
                "use --provider-url alone"};
    }
    if (!options.consumer_tags.empty() && !options.consumer_selectors.empty()) {
        return {"--consumer-version-tags excludes --consumer-version-selectors",
                "use --consumer-version-selectors alone"};
    }
    if (options.publish && (options.broker_url.empty() || options.provider_version.empty())) {
        return {"--publish needs --broker-url and --provider-version", "add what is missing"};
    }
    if (options.last_failed && options.json_file.empty()) {
        return {"--last-failed reads the report of the run before, which --json names", "add --json FILE"};
    }
    if (!options.state_change_url.empty() && !options.state_command.empty()) {
        return {"--state-command excludes --state-change-url", "use one of them"};
    }
    if (options.repeat == 0 || options.repeat > kMaxRepeat) {
        return {"--repeat must be between 1 and " + std::to_string(kMaxRepeat), "for example --repeat 20"};
    }
    if (options.jobs == 0 || options.jobs > kMaxJobs) {
        return {"--jobs must be between 1 and " + std::to_string(kMaxJobs), "for example --jobs 4"};
    }
    if (options.seed && !options.shuffle) {
        return {"--seed needs --shuffle", "add --shuffle"};
    }
    if (options.end_at_first_failure && (options.repeat > 1 || options.shuffle || options.jobs > 1)) {
        return {"--exit-on-first-error excludes --repeat, --shuffle and --jobs", "leave one of them out"};
    }
    if (!options.list_form.empty() && !options.list_states) {
        return {"--output needs --list-states",
                "add --list-states, or name a file for a report: --json FILE"};
    }
    if (!options.list_form.empty() && options.list_form != "text" && options.list_form != "json") {
        return {"'" + options.list_form + "' is not a form of --output", "text, json"};
    }
    if (options.min_strength > 100) {
        return {"--min-strength must be between 0 and 100 per cent", "for example --min-strength 80"};
    }
    if (options.request_timeout == 0) {
        return {"--request-timeout must be at least 1 millisecond", "leave it out for the default of 5000"};
    }
    return {};
}

void add_options(CLI::App& app, VerifyOptions& options) {
    set_up_help(app, exit_code_help("everything verified", "at least one contract is broken", true) +
                         "\nExample:\n  contract-verify contracts --provider-url http://localhost:8080");
    add_sources(app, options);
    add_provider(app, options);
    add_states(app, options);
    add_filters(app, options);
    add_repetition(app, options);
    add_list(app, options);
    add_selection(app, options);
    add_publishing(app, options);
    add_reports(app, options);
    add_credentials(app, options);
    add_ignored_options(app, {"--pretty-log", "--full-log", "--compact-log"}, {"--xslt"});
}

bool typed(int argc, char** argv, std::initializer_list<std::string_view> names) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        for (const auto name : names) {
            if (argument.substr(0, argument.find('=')) == name) return true;
            if (name.size() == 2 && argument.substr(0, 2) == name) return true;  // -p8080
        }
    }
    return false;
}

}  // namespace

std::variant<VerifyOptions, ExitCode> read_verify_options(int argc, char** argv) {
    VerifyOptions options;
    CLI::App app(kSummary, kProgram);
    add_options(app, options);
    if (const auto end = parse_command_line(app, argc, argv)) return *end;

    // Everybody's environment may name a broker; whoever names files wants those
    if (options.broker_url.empty() && (options.paths.empty() || options.publish)) {
        options.broker_url = environment_variable("PACT_BROKER_BASE_URL").value_or("");
    }
    options.consumers = split_lists(options.consumers);
    options.consumer_tags = split_lists(options.consumer_tags);
    options.provider_tags = split_lists(options.provider_tags);
    options.only = split_lists(options.only);
    // What comes from the environment gives way to --provider-url, what was typed contradicts it
    const bool host_given =
        typed(argc, argv, {"--hostname", "-h", "--port", "-p", "--transport", "--scheme", "--base-path"});
    if (!options.state_command.empty() && !typed(argc, argv, {"--state-change-url", "-s"})) {
        options.state_change_url.clear();
    }
    const Problem problem = check(options, host_given);
    if (!problem.what.empty()) {
        print_usage_error(problem.what, problem.remedy);
        return ExitCode::usage;
    }
    complain(note_about_ignored_options(app, "telemetry, log formats and style sheets are not used here"));
    options.command = command_for_rerun(kProgram, argc, argv);
    return options;
}

void show_verify_options(const LookAtOptions& look) {
    VerifyOptions options;
    CLI::App app(kSummary, kProgram);
    add_options(app, options);
    look(app);
}

}  // namespace tally::cli
