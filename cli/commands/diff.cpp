#include "cli/commands/diff.h"

#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/output_format.h"
#include "comparing/compare_contracts.h"
#include "format/read_contract.h"
#include "reporting/change_list.h"

namespace tally::cli {

namespace {

const std::vector<std::string> kForms = {"text", "json"};

struct DiffOptions {
    std::string older, newer, output;
    bool no_colour = false;
};

ExitCode run(const DiffOptions& options) {
    if (!is_known_form(options.output, kForms)) return ExitCode::usage;
    const auto older = format::read_contract_file(options.older);
    if (!older) {
        print_error(older.error());
        return ExitCode::could_not_find_out;
    }
    const auto newer = format::read_contract_file(options.newer);
    if (!newer) {
        print_error(newer.error());
        return ExitCode::could_not_find_out;
    }
    const auto changes = comparing::compare_contracts(older->contract, newer->contract);
    if (options.output == "json")
        print(json::to_pretty_text(reporting::change_list_json(changes)) + "\n");
    else
        print(reporting::change_list_text(changes, {wants_colour(options.no_colour)}));
    return changes.empty() ? ExitCode::yes : ExitCode::no;
}

}  // namespace

Command add_diff(CLI::App& app) {
    auto options = std::make_shared<DiffOptions>();
    CLI::App& command = *app.add_subcommand("diff", "What changed between two contracts, by meaning");
    command.group("Commands");
    set_up_help(
        command,
        "Each change is named as what it is for a provider that honours the older contract: loosening (it\n"
        "honours the newer one too), tightening (it may fail the newer one), or neutral.\n\n" +
            exit_code_help("both say the same", "they differ", false) +
            "\nExample:\n  contract diff published.json contracts/web-shop-catalogue.json");
    command.add_option("OLDER", options->older, "The contract file to start from")->required();
    command.add_option("NEWER", options->newer, "The contract file it became")->required();
    add_output_option(command, options->output, kForms);
    command.add_flag("--no-color,--no-colour", options->no_colour, "No colours on a terminal");
    return [options] { return run(*options); };
}

}  // namespace tally::cli
