#include "conformance/oracle/verifier_run.h"

#include <algorithm>
#include <variant>

#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/text.h"
#include "cli/run_verification.h"
#include "cli/verify_options.h"
#include "cli/verify_settings.h"
#include "conformance/oracle/members.h"
#include "http/httplib_client.h"
#include "reporting/json_report.h"

namespace tally::conformance {
namespace {

Result<VerifierRun> verified(const cli::VerifyOptions& options) {
    const auto client = http::http_client({});
    auto settings = cli::verification_settings(options, *client, http::pause_quietly);
    if (!settings) return settings.error();
    settings->strict_compat = true;
    const auto sources = cli::contract_sources(options);
    if (!sources) return sources.error();
    const SystemClock clock;
    SeededRandom random{1};
    const auto result = verification::verify(
        verification::collect_contracts(*sources, cli::contract_scope(options), *client, nullptr), *settings,
        *client, clock, random);
    VerifierRun run;
    run.exit_code = cli::to_int(cli::exit_code_of(verification::verdict(result)));
    auto report = json::parse(reporting::json_report(result, {"", run.exit_code, {}}));
    if (report) run.report = std::move(*report);
    return run;
}

}  // namespace

std::vector<std::string> verifier_arguments(const json::Value& recorded,
                                            const std::filesystem::path& contract,
                                            const RecordingProvider& provider) {
    const std::string port = std::to_string(provider.port());
    std::vector<std::string> own;
    for (const json::Value& argument : items_of(recorded, "args")) {
        if (const std::string* text = argument.string())
            own.push_back(text::replace_all(text::replace_all(*text, "PORT", port), "DIR",
                                            contract.parent_path().string()));
    }
    const auto says = [&own](std::initializer_list<std::string_view> names) {
        return std::any_of(own.begin(), own.end(), [&](const std::string& argument) {
            return std::find(names.begin(), names.end(), argument.substr(0, argument.find('='))) !=
                   names.end();
        });
    };
    std::vector<std::string> arguments = {"contract-verify"};
    if (!says({"-f", "--file", "-d", "--dir", "-u", "--url"}))
        arguments.insert(arguments.end(), {"-f", contract.string()});
    if (!says({"-h", "--hostname"})) arguments.insert(arguments.end(), {"-h", "127.0.0.1"});
    if (!says({"-p", "--port"})) arguments.insert(arguments.end(), {"-p", port});
    arguments.insert(arguments.end(), own.begin(), own.end());
    return arguments;
}

Result<std::filesystem::path> write_contract_of(const json::Value& recorded,
                                                const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "p.json";
    const json::Value& contract = member(recorded, "pact");
    const std::string text = contract.string() ? *contract.string() : json::to_text(contract);
    if (auto written = files::write_atomically(file, text, files::Durability::later); !written)
        return written.error();
    return file;
}

VerifierRun run_verifier(const std::vector<std::string>& arguments, RecordingProvider& provider) {
    std::vector<std::string> writable = arguments;
    std::vector<char*> pointers;
    for (std::string& argument : writable) pointers.push_back(argument.data());
    provider.take_requests();
    const auto options = cli::read_verify_options(static_cast<int>(pointers.size()), pointers.data());
    VerifierRun run;
    if (const auto* end = std::get_if<cli::ExitCode>(&options)) {
        run.exit_code = cli::to_int(*end);
    } else if (auto done = verified(std::get<cli::VerifyOptions>(options))) {
        run = std::move(*done);
    } else {
        run.exit_code = cli::to_int(cli::ExitCode::usage);
    }
    run.requests = provider.take_requests();
    return run;
}

}  // namespace tally::conformance
