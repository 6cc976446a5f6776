#include "cli/run_verification.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "cli/console.h"
#include "cli/list_states.h"
#include "cli/strength_meter.h"
#include "cli/verify_settings.h"
#include "http/httplib_client.h"
#include "hunting/find_causes.h"
#include "reporting/console_report.h"
#include "reporting/github_report.h"
#include "reporting/html_report.h"
#include "reporting/json_report.h"
#include "reporting/junit_report.h"
#include "reporting/sarif_report.h"
#include "reporting/tap_report.h"

namespace tally::cli {

namespace {

using namespace verification;

// The console report, and the same text without colours for the JSON report.
class Reports {
  public:
    explicit Reports(const VerifyOptions& options)
        : options_(options),
          console_({{wants_colour(options.no_colour)}, options.command}, print_progress, complain),
          plain_(
              {{}, options.command}, [this](std::string_view text) { plain_text_ += text; },
              [](std::string_view) {}) {}

    // GitHub takes orders from any line of the output, also from one that the provider wrote. It takes none
    // until it sees `word` again, which nobody else can know.
    void start(const std::string& word) {
        word_ = word;
        if (options_.github) print("::stop-commands::" + word_ + "\n");
    }

    void on(const Event& event) {
        if (const auto* run = std::get_if<RepeatFinished>(&event)) return tell(*run);
        console_.on(event);
        if (!options_.json_file.empty()) plain_.on(event);
        if (wants_strength()) strength_.on(event);
    }

    ExitCode finish(const VerificationResult& result) {
        console_.finish(result);
        ExitCode code = exit_code_of(verdict(result));
        if (wants_strength()) code = more_serious(code, tell_strength());
        if (options_.github)
            print("::" + word_ + "::\n" + reporting::github_report(result, options_.command));
        if (!options_.junit_file.empty())
            code = more_serious(code, write(options_.junit_file, reporting::junit_report(result)));
        if (!options_.html_file.empty()) {
            const reporting::HtmlReportSettings settings{TALLY_VERSION, options_.command};
            code = more_serious(code, write(options_.html_file, reporting::html_report(result, settings)));
        }
        if (!options_.sarif_file.empty()) {
            const reporting::SarifReportSettings settings{TALLY_VERSION, options_.command};
            code = more_serious(code, write(options_.sarif_file, reporting::sarif_report(result, settings)));
        }
        if (!options_.tap_file.empty())
            code =
                more_serious(code, write(options_.tap_file, reporting::tap_report(result, options_.command)));
        if (!options_.json_file.empty()) {
            plain_.finish(result);
            reporting::JsonReportSettings settings{TALLY_VERSION, to_int(code), {}};
            if (wants_strength()) settings.strength = reporting::strength_json(strength_.measured());
            for (const auto line : text::split(plain_text_, '\n')) settings.output.emplace_back(line);
            code = more_serious(code, write(options_.json_file, reporting::json_report(result, settings)));
        }
        return code;
    }

  private:
    static ExitCode write(const std::string& file, const std::string& content) {
        auto written = files::write_atomically(file, content);
        if (written) return ExitCode::yes;
        print_error(written.error());
        return ExitCode::could_not_find_out;
    }

    void tell(const RepeatFinished& run) {
        if (run.not_passed > 0) {
            not_all_passed_ = true;
            complain("run " + std::to_string(run.number) + " of " + std::to_string(run.of) + ": " +
                     text::counted(run.not_passed, "interaction") + " did not pass\n");
        }
        if (run.number == run.of && not_all_passed_) complain("looking for the causes\n");
    }

    bool wants_strength() const { return options_.strength || options_.min_strength > 0; }

    ExitCode tell_strength() const {
        const auto& measured = strength_.measured();
        if (measured.empty()) {
            complain("warning: no answer matched its contract, so there is no strength to measure\n");
            return ExitCode::yes;
        }
        print("\n" + reporting::strength_text(measured, {wants_colour(options_.no_colour)}));
        const unsigned percent = reporting::strength_percent(measured);
        if (percent >= options_.min_strength) return ExitCode::yes;
        print_error({ErrorCode::invalid_input, "",
                     "the strength of " + std::to_string(percent) + " % is below --min-strength " +
                         std::to_string(options_.min_strength),
                     "let the consumers' tests use the matchers named above"});
        return ExitCode::no;
    }

    const VerifyOptions& options_;
    StrengthMeter strength_;
    bool not_all_passed_ = false;
    std::string word_;
    std::string plain_text_;
    reporting::ConsoleReport console_;
    reporting::ConsoleReport plain_;
};

ExitCode wrong_usage(const Error& error) {
    print_error(error);
    return ExitCode::usage;
}

http::ClientOptions client_options(const VerifyOptions& options) {
    auto made = http::ClientOptions::from_environment();
    made.verify_tls = !options.skip_tls_verification;
    made.user_agent = std::string("Tally/") + TALLY_VERSION;
    return made;
}

}  // namespace

ExitCode exit_code_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::verified:
            return ExitCode::yes;
        case Verdict::broken:
            return ExitCode::no;
        case Verdict::flaky:
            return ExitCode::flaky;
        case Verdict::could_not_find_out:
            return ExitCode::could_not_find_out;
        case Verdict::nothing_verified:
            return ExitCode::nothing_verified;
    }
    return ExitCode::bug;
}

ExitCode run_verification(const VerifyOptions& options) {
    if (!options.log_level.empty()) {
        auto level = log::parse_level(options.log_level);
        if (!level) return wrong_usage(level.error());
        log::set_level(*level);
    }
    const auto client = http::http_client(client_options(options));
    auto settings = verification_settings(options, *client, pause_and_say);
    if (!settings) return wrong_usage(settings.error());
    auto sources = contract_sources(options);
    if (!sources) return wrong_usage(sources.error());

    std::optional<broker_api::BrokerClient> broker;
    if (sources->broker) {
        auto made = broker_api::BrokerClient::create(sources->broker->settings, *client, pause_and_say);
        if (!made) return wrong_usage(made.error());
        broker = std::move(*made);
    }
    auto collected =
        collect_contracts(*sources, contract_scope(options), *client, broker ? &*broker : nullptr);

    if (options.list_states) return list_states(std::move(collected), options.list_form, *settings);

    const SystemClock clock;
    SystemRandom random;
    if (options.shuffle && !options.seed) {
        // Short enough to be typed
        settings->repetition.seed = static_cast<std::uint64_t>(random.between(1, 999'999'999));
    }
    Reports reports(options);
    reports.start("tally-" + std::to_string(random.next()) + std::to_string(random.next()));
    // Never freed: giving back a large contract piece by piece would take longer than all that is left to do
    static auto& result = *new VerificationResult(verify(
        std::move(collected), *settings, *client, clock, random,
        [&reports](const Event& event) { reports.on(event); },
        [](const SeveralRuns& seen) { hunting::find_causes(seen); }));
    if (options.publish && broker) publish_results(result, *broker, publish_settings(options));
    return reports.finish(result);
}

}  // namespace tally::cli
