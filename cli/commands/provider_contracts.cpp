#include "cli/commands/provider_contracts.h"

#include <unistd.h>
#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/text.h"
#include "broker_api/document_parts.h"
#include "broker_api/latest_contracts.h"
#include "broker_api/provider_contracts.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

using broker_api::text_at;

// ---- get-pacts

struct GetPactsOptions {
    broker_api::ProviderContractsWanted wanted;
    bool download = false;
    std::string folder = "./pacts";
};

void add_get_pacts_options(CLI::App& command, GetPactsOptions& options) {
    command.add_option("--provider", options.wanted.provider, "The provider")
        ->option_text("NAME")
        ->required();
    command.add_option("--consumer", options.wanted.consumer, "Only those of this consumer")
        ->option_text("NAME");
    command
        .add_option("--branch", options.wanted.branch, "Of this branch (the main branch of each consumer)")
        ->option_text("NAME");
    command.add_flag("--latest", options.wanted.latest, "The latest of each consumer only");
    command.add_flag("--download", options.download, "Store them as files");
    command.add_option("--download-dir", options.folder, "Where to (./pacts)")->option_text("FOLDER");
}

// Names come from the broker: none of them leads out of the folder or hides a file.
std::string file_name_part(std::string name) {
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == 0x7f; },
        '_');
    if (!name.empty() && name.front() == '.') name.front() = '_';
    return text::shorten(name, 80);
}

Result<std::string> download(const GetPactsOptions& options, const BrokerSession& session,
                             const broker_api::ProviderContract& contract) {
    auto document = session.broker.get(contract.href);
    if (!document) return document.error();
    const std::string version =
        broker_api::link_of(document->body, "pb:consumer-version").value_or(broker_api::Link{}).name;
    const auto file = std::filesystem::path(options.folder) /
                      (file_name_part(contract.consumer) + "-" + file_name_part(options.wanted.provider) +
                       (version.empty() ? "" : "-" + file_name_part(version)) + ".json");
    if (auto written = files::write_atomically(file, json::to_pretty_text(document->body) + "\n"); !written)
        return written.error();
    return file.string();
}

Result<ExitCode> download_all(const GetPactsOptions& options, const BrokerSession& session,
                              const std::vector<broker_api::ProviderContract>& contracts) {
    const bool tells = isatty(STDERR_FILENO) == 1;
    std::size_t done = 0;
    for (const auto& contract : contracts) {
        if (tells)
            complain("\r" + std::to_string(++done) + " of " + std::to_string(contracts.size()) + "\x1b[K");
        auto file = download(options, session, contract);
        if (tells) complain("\r\x1b[K");
        if (!file) return file.error();
        const std::string line = "stored: " + text::printable(*file) + "\n";
        if (session.shows_document())
            complain(line);
        else
            print(line);
    }
    return ExitCode::yes;
}

Result<ExitCode> get_pacts(const GetPactsOptions& options, const BrokerSession& session) {
    auto all = broker_api::list_provider_contracts(session.broker, options.wanted);
    if (!all) return all.error();
    if (options.download) {
        if (auto code = download_all(options, session, all->contracts); !code) return code;
    }
    std::vector<Row> rows;
    json::Array links;
    for (const auto& one : all->contracts) {
        rows.push_back({one.consumer, one.title, one.href});
        links.push_back(json::Object{{"href", one.href}, {"name", one.consumer}, {"title", one.title}});
    }
    return print_answer(session, json::Object{{"pacts", std::move(links)}},
                        text_table({"CONSUMER", "TITLE", "LINK"}, rows));
}

// ---- list-latest-pact-versions

struct NoOptions {};
void add_no_options(CLI::App&, NoOptions&) {}

Result<ExitCode> list_latest(const NoOptions&, const BrokerSession& session) {
    auto document = broker_api::latest_contracts_document(session.broker);
    if (!document) return document.error();
    std::vector<Row> rows;
    for (const auto& one : broker_api::read_latest_contracts(*document))
        rows.push_back({one.consumer, one.consumer_version, one.provider, one.created_at});
    return print_answer(session, document->body,
                        text_table({"CONSUMER", "CONSUMER VERSION", "PROVIDER", "CREATED"}, rows));
}

// ---- provider-states list

struct StatesOptions {
    std::string provider, branch, environment;
    bool json = false;
};

void add_states_options(CLI::App& command, StatesOptions& options) {
    command.add_option("-r,--provider", options.provider, "The provider")->option_text("NAME")->required();
    command.add_option("--branch", options.branch, "Of this branch (the main branch of each consumer)")
        ->option_text("NAME");
    command.add_option("--environment", options.environment, "Of what is in this environment")
        ->option_text("NAME");
    command.add_flag("--json", options.json, "The same as --output json");
}

Result<ExitCode> list_states(const StatesOptions& options, const BrokerSession& session) {
    if (!options.branch.empty() && !options.environment.empty())
        return wrong_usage("--branch and --environment are both given", "use one of them");
    auto all = broker_api::list_provider_states(session.broker, options.provider, options.branch,
                                                options.environment);
    if (!all) return all.error();
    std::vector<Row> rows;
    for (const auto& state : all->states)
        rows.push_back({state.name, state.parameters, text::join(state.consumers, ", ")});
    const BrokerSession shown{session.broker, session.options, options.json ? "json" : session.form};
    return print_answer(shown, all->document, text_table({"STATE", "PARAMETERS", "CONSUMERS"}, rows));
}

}  // namespace

Command add_get_pacts(CLI::App& app) {
    return add_broker_verb<GetPactsOptions>(app,
                                            {"get-pacts",
                                             "List the contracts of a provider, or store them as files",
                                             "listed",
                                             "there is no such provider",
                                             "get-pacts --provider order-api --latest --download",
                                             {"table", "json", "pretty"}},
                                            add_get_pacts_options, get_pacts);
}

Command add_list_latest_pact_versions(CLI::App& app) {
    return add_broker_verb<NoOptions>(app,
                                      {"list-latest-pact-versions",
                                       "List the latest contract of each consumer and provider",
                                       "listed",
                                       "the broker refused",
                                       "list-latest-pact-versions",
                                       {"table", "json", "pretty"}},
                                      add_no_options, list_latest);
}

Command add_provider_states(CLI::App& app) {
    CLI::App& parent = *app.add_subcommand("provider-states", "What a provider has to be able to set up");
    parent.group("Commands that ask a broker");
    set_up_help(parent, "More: contract provider-states list --help");
    parent.require_subcommand(0, 1);
    auto list = add_broker_verb<StatesOptions>(parent,
                                               {"list",
                                                "List the states of the contracts of a provider",
                                                "listed",
                                                "there is no such provider",
                                                "provider-states list --provider order-api",
                                                {"table", "json", "pretty"}},
                                               add_states_options, list_states);
    return [&parent, list] {
        if (parent.got_subcommand("list")) return list();
        return wrong_usage("provider-states: no command was given", "contract provider-states list");
    };
}

}  // namespace tally::cli
