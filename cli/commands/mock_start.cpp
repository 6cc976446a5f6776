#include "cli/commands/mock_start.h"

#include <string>
#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "cli/console.h"
#include "cli/server_log.h"
#include "cli/stop_signals.h"
#include "http/host_and_port.h"
#include "http/server.h"
#include "recording/mock_admin.h"

namespace tally::cli {

namespace {

constexpr const char* kKeyCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t kKeyLength = 20;
constexpr std::size_t kMaxContract = 64u << 20;
// Starting and writing block their worker, and nothing else does.
constexpr unsigned kWorkers = 4;

}  // namespace

MockExitCode run_mock_start(const MockOptions& options) {
    StopSignals stop_signals;
    const SystemClock clock;
    SystemRandom random;
    ServerLog server_log;

    recording::MockAdminSettings settings;
    settings.host = options.host.empty() ? "127.0.0.1" : options.host;
    settings.base_port = options.base_port;
    settings.output_folder = options.output.empty() ? "." : options.output;
    settings.server_key =
        options.server_key.empty() ? random.characters(kKeyLength, kKeyCharacters) : options.server_key;
    settings.shut_down = [&stop_signals](std::chrono::milliseconds period) {
        log::info("stopping in " + std::to_string(period.count()) + " ms");
        stop_signals.stop_after(period);
    };
    settings.say = [&server_log](log::Level level, const std::string& line) { server_log.say(level, line); };

    http::ServerOptions server_options;
    server_options.host = settings.host;
    server_options.port = options.port;
    server_options.max_body = kMaxContract;
    server_options.workers = kWorkers;
    const std::string server_key = settings.server_key;
    recording::MockAdmin admin(std::move(settings), random, clock);
    auto server = http::start_server(
        server_options, [&admin](const http::Request& request) { return admin.handle(request); });
    if (!server) {
        print_error(server.error());
        return MockExitCode::could_not_start;
    }
    print("listening on " + (*server)->url() + "\nServer key: '" + server_key + "'\n");
    if (!http::is_loopback(server_options.host)) {
        log::warn("the master server listens on " + server_options.host +
                  ": everyone who reaches the port can start mock servers and have contracts written to " +
                  (options.output.empty() ? "." : options.output));
    }
    stop_signals.wait();
    log::info("stopping");
    (*server)->stop();
    admin.stop();
    return MockExitCode::ok;
}

}  // namespace tally::cli
