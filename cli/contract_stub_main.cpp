// contract-stub, which is `contract stub`: the HTTP server around StubHandler.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "cli/console.h"
#include "cli/server_log.h"
#include "cli/stop_signals.h"
#include "cli/stub_options.h"
#include "cli/stub_sources.h"
#include "http/server.h"
#include "recording/stub_handler.h"

namespace {

using namespace tally;
using namespace tally::cli;

// How often --watch looks.
constexpr std::chrono::milliseconds kLook{300};

// Loads everything and serves it; a source that fails leaves what was served before. What there is to say
// goes to stderr. False when a source failed.
bool load(const StubProgramOptions& options, recording::StubHandler& stub) {
    StubContracts loaded = load_stub_contracts(options);
    for (const auto& failure : loaded.failures) print_error(failure);
    if (!loaded.failures.empty()) return false;
    for (const auto& warning : loaded.warnings) {
        const Error as_error{ErrorCode::invalid_input, warning.where, warning.what, warning.remedy};
        log::warn(as_error.text());
    }
    std::vector<model::Contract> contracts;
    for (auto& one : loaded.contracts) {
        std::size_t count = 0;
        for (const auto& interaction : one.contract.interactions)
            count += interaction.http() != nullptr ? 1 : 0;
        log::info(one.origin + ": " + text::counted(count, "HTTP interaction") + " of " +
                  one.contract.consumer + " with " + one.contract.provider);
        contracts.push_back(std::move(one.contract));
    }
    const std::size_t of = contracts.size();
    const std::size_t count = stub.serve(std::move(contracts));
    const std::string line =
        "serving " + text::counted(count, "interaction") + " of " + text::counted(of, "contract");
    if (count == 0) {
        log::warn(line + ": every request will be answered 404; check the sources and --provider-state");
    } else {
        log::info(line);
    }
    return true;
}

int serve(const StubProgramOptions& options) {
    StopSignals stop_signals;
    const SystemClock clock;
    SystemRandom random;
    ServerLog server_log;
    recording::StubOptions stub_options;
    stub_options.provider_state = options.provider_state;
    stub_options.without_state_too = options.without_state_too;
    stub_options.state_header = options.state_header;
    stub_options.answers_preflight = options.cors;
    stub_options.allows_referer = options.allows_referer;
    stub_options.say = [&server_log](log::Level level, const std::string& line) {
        server_log.say(level, line);
    };
    recording::StubHandler stub(std::move(stub_options), random, clock);

    DiskState before = options.watch ? disk_state(options) : DiskState();
    if (!load(options, stub)) return to_int(ExitCode::could_not_find_out);
    http::ServerOptions server_options;
    server_options.host = options.host;
    server_options.port = options.port;
    const auto server = http::start_server(
        server_options, [&stub](const http::Request& request) { return stub.handle(request); });
    if (!server) {
        print_error(server.error());
        return to_int(ExitCode::could_not_find_out);
    }
    stub.set_url((*server)->url());
    print("listening on " + (*server)->url() + "\n");

    if (!options.watch) stop_signals.wait();
    while (options.watch && !stop_signals.wait_for(kLook)) {
        DiskState now = disk_state(options);
        if (now == before) continue;
        before = std::move(now);
        log::info("the contracts on disk have changed");
        if (!load(options, stub)) complain("note: what was served before is still served\n");
    }
    log::info("stopping");
    (*server)->stop();
    return to_int(ExitCode::yes);
}

int run(int argc, char** argv) {
    const auto options = read_stub_options(argc, argv);
    if (const auto* end = std::get_if<ExitCode>(&options)) return to_int(*end);
    const auto& read = std::get<StubProgramOptions>(options);
    log::set_level(read.log_level);
    return serve(read);
}

}  // namespace

int main(int argc, char** argv) {
    return guarded(run, argc, argv);
}
