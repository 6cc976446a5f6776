// contract-broker: the HTTP server around Broker.
#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "broker.h"
#include "http/server.h"
#include "options.h"
#include "storage/open_database.h"

namespace {

constexpr int kCouldNotOpen = 3;
constexpr int kBug = 70;

void print(FILE* stream, const std::string& text) {
    fputs(text.c_str(), stream);
    fflush(stream);
}

int fail(const tally::Error& error) {
    print(stderr, "error: " + (error.where.empty() ? error.what : error.where + ": " + error.what) + "\n");
    if (!error.remedy.empty()) print(stderr, "  try: " + error.remedy + "\n");
    return kCouldNotOpen;
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

// Blocked before any thread starts, so that only wait_for_stop() sees them.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

int serve(const tally::Options& options) {
    const sigset_t stop_signals = block_stop_signals();
    const tally::SystemClock clock;
    tally::SystemRandom random;
    auto database = tally::storage::open_database(options.database, clock);
    if (!database) return fail(database.error());

    tally::Broker broker(**database, clock, random, options.settings);
    tally::http::ServerOptions server_options;
    server_options.host = options.host;
    server_options.port = options.port;
    server_options.max_body = options.max_body;
    server_options.workers =
        options.workers != 0 ? options.workers : std::max(4u, 2 * std::thread::hardware_concurrency());
    auto server = tally::http::start_server(
        server_options, [&broker](const tally::http::Request& request) { return broker.handle(request); });
    if (!server) return fail(server.error());

    print(stdout, "listening on " + (*server)->url() + "\n");
    if (!is_loopback(options.host)) {
        tally::log::warn(
            "the broker listens on " + options.host +
            " without credentials: everyone who reaches the port can read and change everything");
    }
    int signal_number = 0;
    sigwait(&stop_signals, &signal_number);
    tally::log::info("stopping");
    (*server)->stop();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto parsed = tally::parse_options(argc, argv);
        print(stdout, parsed.output);
        print(stderr, parsed.errors);
        if (!parsed.options) return parsed.exit_code;
        tally::log::set_level(parsed.options->log_level);
        return serve(*parsed.options);
    } catch (const std::exception& error) {
        print(stderr, std::string("error: ") + error.what() + "\n  try: report this as a bug\n");
        return kBug;
    }
}
