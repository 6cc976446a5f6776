#include "clean_command.h"

#include <chrono>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "cleanup/clean.h"
#include "cleanup/report.h"
#include "cli/console.h"
#include "cli/stop_signals.h"
#include "storage/open_database.h"

namespace tally {

namespace {

void print_document(const json::Object& document) {
    cli::print(json::to_pretty_text(document) + "\n");
}

void show(storage::Database& database, const Clock& clock, const CleanCommand& command) {
    json::Object document;
    database.read([&](storage::Transaction& transaction) {
        document = cleanup::dry_run_of_all(transaction, command.plan, clock.now());
    });
    if (command.as_json) return print_document(document);
    cli::print(cleanup::dry_run_to_text(document, command.plan));
}

void clean(storage::Database& database, const Clock& clock, const CleanCommand& command,
           cli::StopSignals& stop_signals) {
    // As long as each transaction took the database is left to others.
    const auto report = cleanup::clean(database, clock, command.plan, [&](auto took) {
        return !stop_signals.wait_for(std::chrono::ceil<std::chrono::milliseconds>(took));
    });
    if (!report) return cli::complain("another clean-up of this database is under way: nothing was done\n");
    if (command.as_json) return print_document(cleanup::to_json(*report));
    cli::print(cleanup::to_text(*report));
}

}  // namespace

cli::ExitCode run_clean(const CleanCommand& command) {
    log::set_level(command.log_level);
    cli::StopSignals stop_signals;
    const SystemClock clock;
    const auto database = storage::open_existing_database(command.database, clock);
    if (!database) {
        cli::print_error(database.error());
        return cli::ExitCode::could_not_find_out;
    }
    try {
        if (command.dry_run) {
            show(**database, clock, command);
        } else {
            clean(**database, clock, command, stop_signals);
        }
    } catch (const storage::StorageError& error) {
        cli::print_error(
            {ErrorCode::io, "", error.what(), "what was deleted so far stays deleted; run it again"});
        return cli::ExitCode::could_not_find_out;
    }
    return cli::ExitCode::yes;
}

}  // namespace tally
