#include "cli/stub_options.h"

#include <utility>

#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/ignored_options.h"

namespace tally::cli {

namespace {

constexpr const char* kProgram = "contract-stub";
constexpr const char* kSummary = "Answers requests as contracts record it: a stand-in for the provider.";

constexpr const char* kFooter =
    "Its first line is `listening on http://HOST:PORT`. A request that no interaction matches is answered "
    "404,\n"
    "and stderr says why. SIGINT and SIGTERM stop it.\n"
    "\n"
    "Exit codes:\n"
    "  0   stopped by a signal\n"
    "  2   wrong usage, or no source of contracts\n"
    "  3   a contract could not be loaded, or the port could not be had\n"
    "  70  a bug in this program\n"
    "\n"
    "Example:\n"
    "  contract stub -d contracts -p 8080 --cors --watch";

// What CLI11 reads before it is checked.
struct Raw {
    std::string user, provider_state, log_level = "info";
    std::vector<std::string> consumers, providers;
};

void add_sources(CLI::App& app, StubProgramOptions& options, Raw& raw) {
    const char* group = "Contracts (at least one source)";
    add_repeatable(app, "-f,--file", options.files, "A contract file")->option_text("FILE")->group(group);
    add_repeatable(app, "-d,--dir", options.folders, "A folder, with everything below it")
        ->option_text("FOLDER")
        ->group(group);
    app.add_option("-e,--extension", options.extension, "Of the files in folders (json)")
        ->option_text("TEXT")
        ->group(group);
    add_repeatable(app, "-u,--url", options.urls, "The URL of a contract")->option_text("URL")->group(group);
    app.add_option(
           "-b,--broker-url", options.broker_url,
           "A broker: the latest contract of each consumer\nwith each provider [PACT_BROKER_BASE_URL]")
        ->option_text("URL")
        ->group(group);
    add_repeatable(app, "--consumer-name", raw.consumers,
                   "Only contracts of consumers in whose name this\npattern is found; with --broker-url")
        ->option_text("REGEX")
        ->group(group);
    add_repeatable(app, "--provider-name", raw.providers, "The same for providers")
        ->option_text("REGEX")
        ->group(group);
    app.add_option("--user", raw.user, "User name and password for URLs and the broker")
        ->option_text("USER:PASSWORD")
        ->group(group);
    app.add_option("-t,--token", options.token, "Or a bearer token")->option_text("TEXT")->group(group);
    app.add_option("--retries", options.retries,
                   "Further attempts after 5xx, 408 or 429 (8)\n[PACT_BROKER_HTTP_RETRIES]")
        ->envname("PACT_BROKER_HTTP_RETRIES")
        ->option_text("N")
        ->group(group);
    app.add_flag("--insecure-tls", options.any_certificate, "Accept any TLS certificate")->group(group);
    app.add_flag("-w,--watch", options.watch, "Load files and folders anew when they change")->group(group);
}

void add_states(CLI::App& app, StubProgramOptions& options, Raw& raw) {
    const char* group = "Provider states";
    app.add_option("-s,--provider-state", raw.provider_state,
                   "Only interactions with a state in which this\npattern is found")
        ->option_text("REGEX")
        ->group(group);
    app.add_flag("--empty-provider-state", options.without_state_too, "... and those without a state")
        ->group(group);
    app.add_option("--provider-state-header-name", options.state_header,
                   "A request with this header gets interactions with\nexactly that state only")
        ->option_text("NAME")
        ->group(group);
}

void add_serving(CLI::App& app, StubProgramOptions& options, Raw& raw) {
    const char* group = "Server";
    app.add_option("-p,--port", options.port, "Port (any free one)")->option_text("PORT")->group(group);
    app.add_option("--host", options.host, "Address to listen on (127.0.0.1)")
        ->option_text("ADDRESS")
        ->group(group);
    app.add_flag("-o,--cors", options.cors, "Answer every OPTIONS request for browsers")->group(group);
    app.add_flag("--cors-referer", options.allows_referer,
                 "... with the Referer as the origin that is allowed")
        ->group(group);
    app.add_option("-l,--loglevel", raw.log_level,
                   "What is told on stderr: info has every request, warn\nthe misses, none nothing (info)")
        ->option_text("LEVEL")
        ->group(group);
}

void add_options(CLI::App& app, StubProgramOptions& options, Raw& raw) {
    set_up_help(app, kFooter);
    app.set_help_flag("-h,--help", "Show this help");
    app.set_version_flag("-v,--version", std::string(kProgram) + " " + TALLY_VERSION, "Show the version");
    add_sources(app, options, raw);
    add_serving(app, options, raw);
    add_states(app, options, raw);
    add_ignored_options(app, {}, {});
}

// Nothing when all of them can be used.
std::optional<Error> compile(const std::vector<std::string>& patterns, const char* option,
                             std::vector<Regex>& compiled) {
    for (const std::string& pattern : patterns) {
        auto regex = Regex::compile(pattern);
        if (!regex) {
            Error error = regex.error();
            error.where = option;
            return error;
        }
        compiled.push_back(std::move(*regex));
    }
    return std::nullopt;
}

Error wrong(const std::string& what, const std::string& remedy) {
    return {ErrorCode::invalid_input, "", what, remedy};
}

std::optional<Error> take_over(const Raw& raw, StubProgramOptions& options) {
    const auto level = log::parse_level(raw.log_level);
    if (!level) return wrong("--loglevel: " + level.error().what, level.error().remedy);
    options.log_level = *level;
    if (!raw.user.empty() && !options.token.empty())
        return wrong("--token excludes --user", "use one kind of credentials");
    const auto colon = raw.user.find(':');
    options.user = raw.user.substr(0, colon);
    if (colon != std::string::npos) options.password = raw.user.substr(colon + 1);

    const bool names_given = !raw.consumers.empty() || !raw.providers.empty();
    const bool none_given = options.files.empty() && options.folders.empty() && options.urls.empty();
    // Everybody's environment may name a broker; whoever names files wants those
    if (options.broker_url.empty() && (none_given || names_given))
        options.broker_url = environment_variable("PACT_BROKER_BASE_URL").value_or("");
    if (none_given && options.broker_url.empty())
        return wrong("no contracts to serve were named", "add --file, --dir, --url or --broker-url");
    if (names_given && options.broker_url.empty())
        return wrong("--consumer-name and --provider-name choose among the contracts of a broker",
                     "add --broker-url URL");
    if (auto error = compile(raw.consumers, "--consumer-name", options.consumers)) return error;
    if (auto error = compile(raw.providers, "--provider-name", options.providers)) return error;
    std::vector<Regex> state;
    if (!raw.provider_state.empty()) {
        if (auto error = compile({raw.provider_state}, "--provider-state", state)) return error;
        options.provider_state = state.front();
    }
    if (options.extension.size() > 1 && options.extension.front() == '.') options.extension.erase(0, 1);
    return std::nullopt;
}

}  // namespace

std::variant<StubProgramOptions, ExitCode> read_stub_options(int argc, char** argv) {
    StubProgramOptions options;
    Raw raw;
    CLI::App app(kSummary, kProgram);
    add_options(app, options, raw);
    if (const auto end = parse_command_line(app, argc, argv)) return *end;
    if (const auto error = take_over(raw, options)) {
        print_error(*error);
        return ExitCode::usage;
    }
    complain(note_about_ignored_options(app, "telemetry is not used here"));
    return options;
}

void show_stub_options(const LookAtOptions& look) {
    StubProgramOptions options;
    Raw raw;
    CLI::App app(kSummary, kProgram);
    add_options(app, options, raw);
    look(app);
}

}  // namespace tally::cli
