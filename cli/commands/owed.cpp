#include "cli/commands/owed.h"

#include <algorithm>

#include "base/process.h"
#include "base/text.h"
#include "broker_api/owed_verifications.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

using broker_api::OwedContract;
using broker_api::OwedRun;

struct OwedOptions {
    std::string provider, branch, version, holder, command;
    std::optional<unsigned> lease_seconds;
};

void add_owed_options(CLI::App& command, OwedOptions& options) {
    command.add_option("--provider", options.provider, "The provider")->option_text("NAME")->required();
    command
        .add_option("--branch", options.branch, "Owed by the head of this branch (by all versions in use)")
        ->option_text("NAME");
    command.add_option("-e,--version", options.version, "Owed by this version")->option_text("TEXT");
    command
        .add_option("--run", options.command,
                    "Take over what is owed and run this shell command for each\n"
                    "contract, with TALLY_PROVIDER, TALLY_PROVIDER_VERSION,\n"
                    "TALLY_CONSUMER, TALLY_CONSUMER_VERSION,\n"
                    "TALLY_CONTRACT_URL and TALLY_BROKER_URL set")
        ->option_text("COMMAND");
    command.add_option("--holder", options.holder, "Who takes it over, for others to see")
        ->option_text("TEXT");
    command.add_option("--lease-seconds", options.lease_seconds, "How long nobody else does the same (1800)")
        ->option_text("N");
}

bool is_asked_about(const OwedOptions& options, const OwedRun& run) {
    return options.version.empty() || options.version == run.provider_version;
}

std::string runs_table(const OwedOptions& options, const std::vector<OwedRun>& runs) {
    std::vector<Row> rows;
    for (const auto& run : runs) {
        if (!is_asked_about(options, run)) continue;
        const std::string by = run.holder.empty() ? "somebody" : run.holder;
        for (const auto& contract : run.contracts) {
            rows.push_back({run.provider_version, contract.consumer, contract.consumer_version,
                            text::join(run.uses, ", "),
                            run.lease.empty() ? "" : by + " until " + run.leased_until});
        }
    }
    if (rows.empty()) return "nothing is owed\n";
    return text_table({"P.VERSION", "CONSUMER", "C.VERSION", "BECAUSE IT IS", "TAKEN OVER BY"}, rows);
}

bool is_anything_owed(const OwedOptions& options, const std::vector<OwedRun>& runs) {
    return std::any_of(runs.begin(), runs.end(),
                       [&](const auto& run) { return is_asked_about(options, run); });
}

Result<ExitCode> list(const OwedOptions& options, const BrokerSession& session) {
    auto owed = broker_api::list_owed(session.broker, options.provider, options.branch);
    if (!owed) return owed.error();
    print_answer(session, owed->document, runs_table(options, owed->runs));
    return is_anything_owed(options, owed->runs) ? ExitCode::no : ExitCode::yes;
}

// Whether the command says that the contract was verified.
Result<bool> run_command(const OwedOptions& options, const BrokerSession& session, const OwedRun& run,
                         const OwedContract& contract) {
    print(text::printable("verifying: " + contract.consumer + " " + contract.consumer_version + " -> " +
                          options.provider + " " + run.provider_version) +
          "\n");
    auto code = process::run_in_foreground({"/bin/sh", "-c", options.command},
                                           {{"TALLY_PROVIDER", options.provider},
                                            {"TALLY_PROVIDER_VERSION", run.provider_version},
                                            {"TALLY_CONSUMER", contract.consumer},
                                            {"TALLY_CONSUMER_VERSION", contract.consumer_version},
                                            {"TALLY_CONTRACT_URL", session.broker.shown(contract.href)},
                                            {"TALLY_BROKER_URL", session.broker.address()}});
    if (!code) return code.error();
    if (*code != 0) complain("the command ended with exit code " + std::to_string(*code) + "\n");
    return *code == 0;
}

Result<ExitCode> run_all(const OwedOptions& options, const BrokerSession& session) {
    broker_api::LeaseWanted wanted{options.provider, options.branch, options.version, options.holder,
                                   options.lease_seconds};
    std::size_t runs = 0, failures = 0;
    // Ends, since what was taken over once is not given out again while the lease runs
    for (;;) {
        auto run = broker_api::take_over_owed(session.broker, wanted);
        if (!run) return run.error();
        if (!*run) break;
        for (const auto& contract : (*run)->contracts) {
            auto verified = run_command(options, session, **run, contract);
            if (!verified) return verified.error();
            ++runs;
            if (!*verified) ++failures;
        }
    }
    // A command may succeed and publish nothing; the broker's word decides
    auto left = broker_api::list_owed(session.broker, options.provider, options.branch);
    if (!left) return left.error();
    print("ran: " + text::counted(runs, "verification") +
          (failures == 0 ? "" : ", " + std::to_string(failures) + " failed") + "\n");
    const bool still_owed = is_anything_owed(options, left->runs);
    if (still_owed) print("still owed:\n");
    print(runs_table(options, left->runs));
    return failures > 0 || still_owed ? ExitCode::no : ExitCode::yes;
}

Result<ExitCode> run(const OwedOptions& options, const BrokerSession& session) {
    if (!options.command.empty()) {
        if (session.shows_document()) return wrong_usage("--run prints no document", "leave out --output");
        return run_all(options, session);
    }
    if (!options.holder.empty() || options.lease_seconds)
        return wrong_usage("--holder and --lease-seconds are about what --run takes over",
                           "add --run 'COMMAND'");
    return list(options, session);
}

}  // namespace

Command add_owed(CLI::App& app) {
    return add_broker_verb<OwedOptions>(
        app,
        {"owed",
         "List or run the verifications that a provider owes",
         "nothing is owed",
         "something is owed; with --run, a command failed or something is still owed",
         "owed --provider order-api --run 'ci/verify \"$TALLY_PROVIDER_VERSION\" \"$TALLY_CONTRACT_URL\"'",
         {"table", "json", "pretty"}},
        add_owed_options, run);
}

}  // namespace tally::cli
