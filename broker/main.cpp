// contract-broker: the HTTP server around Broker.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "broker.h"
#include "clean_command.h"
#include "cleanup/cleanup_worker.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/stop_signals.h"
#include "delivery/address_check.h"
#include "delivery/delivery_worker.h"
#include "foreign_settings.h"
#include "http/host_and_port.h"
#include "http/httplib_client.h"
#include "http/server.h"
#include "options.h"
#include "storage/open_database.h"

namespace tally {

namespace {

cli::ExitCode could_not_open(const Error& error) {
    cli::print_error(error);
    return cli::ExitCode::could_not_find_out;
}

void warn_about_access(const Options& options) {
    const auto& protection = options.settings.protection;
    if (protection.is_on()) {
        if (!protection.read_write) log::warn("nobody can write: there are credentials for reading only");
        return;
    }
    if (!http::is_loopback(options.host)) {
        log::warn("the broker listens on " + options.host +
                  " without credentials: everyone who reaches the port can read and change everything; set "
                  "PACT_BROKER_BASIC_AUTH_USERNAME and PACT_BROKER_BASIC_AUTH_PASSWORD");
    } else if (protection.public_read) {
        log::warn("without credentials everybody can write, not only read as --allow-public-read says");
    }
}

std::unique_ptr<http::Client> webhook_client(const Options& options) {
    auto client_options = http::ClientOptions::from_environment();
    client_options.verify_tls = options.webhooks_verify_tls;
    client_options.refuse = delivery::address_check(options.settings.webhooks);
    return http::http_client(std::move(client_options));
}

void warn_about_webhooks(const Options& options) {
    if (options.webhooks_verify_tls) return;
    log::warn("the certificates of webhook receivers are not checked: anybody on the way can read what is sent");
}

cli::ExitCode serve(const Options& options) {
    if (options.database == Options{}.database) {
        if (const auto checked = check_database_parts(cli::environment_variable); !checked) {
            cli::print_error(checked.error());
            return cli::ExitCode::usage;
        }
    }
    cli::StopSignals stop_signals;
    const SystemClock clock;
    SystemRandom random;
    auto database = storage::open_database(options.database, clock);
    if (!database) return could_not_open(database.error());

    const auto client = webhook_client(options);
    delivery::DeliveryWorker worker(**database, *client, options.settings.webhooks, clock, options.webhook_senders);
    std::optional<cleanup::CleanupWorker> cleanup_worker;
    if (const auto& schedule = options.clean_schedule) {
        cleanup_worker.emplace(**database, clock, schedule->plan,
                               cleanup::Schedule{schedule->when, schedule->dry_run});
    }
    Broker broker(**database, clock, random, options.settings, {client.get(), [&worker] { worker.wake(); }});
    http::ServerOptions server_options;
    server_options.host = options.host;
    server_options.port = options.port;
    server_options.max_body = options.max_body;
    server_options.max_bodies = std::max(server_options.max_bodies, 4 * options.max_body);
    server_options.workers =
        options.workers != 0 ? options.workers : std::max(4u, 2 * std::thread::hardware_concurrency());
    auto server = http::start_server(
        server_options, [&broker](const http::Request& request) { return broker.handle(request); });
    if (!server) return could_not_open(server.error());

    cli::print("listening on " + (*server)->url() + "\n");
    warn_about_access(options);
    warn_about_webhooks(options);
    for (const auto& sentence : unheard_settings(cli::environment_variable)) log::warn(sentence);
    stop_signals.wait();
    log::info("stopping");
    (*server)->stop();
    worker.stop();
    if (cleanup_worker) cleanup_worker->stop();
    return cli::ExitCode::yes;
}

int run(int argc, char** argv) {
    const auto parsed = parse_options(argc, argv);
    if (const auto* ending = std::get_if<cli::ExitCode>(&parsed)) return cli::to_int(*ending);
    if (const auto* command = std::get_if<CleanCommand>(&parsed)) return cli::to_int(run_clean(*command));
    const auto& options = std::get<Options>(parsed);
    log::set_level(options.log_level);
    return cli::to_int(serve(options));
}

}  // namespace

}  // namespace tally

int main(int argc, char** argv) {
    return tally::cli::guarded(tally::run, argc, argv);
}
