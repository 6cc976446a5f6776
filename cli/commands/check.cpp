#include "cli/commands/check.h"

#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "checking/check_contract.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/contracts_on_disk.h"
#include "cli/output_format.h"
#include "reporting/findings_report.h"

namespace tally::cli {

namespace {

const std::vector<std::string> kForms = {"text", "json", "sarif", "github"};

struct CheckOptions {
    std::vector<std::string> names;
    std::string output;
    bool no_colour = false;
};

void print_summary(const CheckOptions& options, const reporting::CheckSummary& summary) {
    if (options.output == "json")
        print(reporting::findings_json(summary));
    else if (options.output == "sarif")
        print(reporting::findings_sarif(summary, TALLY_VERSION));
    else if (options.output == "github")
        print(reporting::findings_github(summary));
    else
        print(reporting::findings_text(summary, {wants_colour(options.no_colour)}));
}

ExitCode run(const CheckOptions& options) {
    if (!is_known_form(options.output, kForms)) return ExitCode::usage;
    const auto files = find_contract_files(options.names, Folders::with_those_below);
    if (!files) {
        print_error(files.error());
        return ExitCode::could_not_find_out;
    }
    reporting::CheckSummary summary;
    ExitCode code = ExitCode::yes;
    for (const auto& file : *files) {
        const auto text = files::read(file, format::kMaxContractBytes);
        if (!text) {
            print_error(text.error());
            code = more_serious(code, ExitCode::could_not_find_out);
            continue;
        }
        auto checked = checking::check_contract(*text, file);
        const bool only_hints =
            reporting::count(checked.findings, model::Severity::hint) == checked.findings.size();
        code = more_serious(code, !checked.readable ? ExitCode::could_not_find_out
                                  : only_hints      ? ExitCode::yes
                                                    : ExitCode::no);
        ++summary.files;
        summary.further += checked.further;
        std::move(checked.findings.begin(), checked.findings.end(), std::back_inserter(summary.findings));
    }
    print_summary(options, summary);
    return code;
}

}  // namespace

Command add_check(CLI::App& app) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App& command = *app.add_subcommand("check", "Look for mistakes in contract files");
    command.group("Commands");
    set_up_help(command,
                "Nothing is run or sent. Each finding has a code: contract explain CODE.\n\n" +
                    exit_code_help("nothing found, or hints only", "errors or warnings were found", false) +
                    "\nExample:\n  contract check contracts --output github");
    command.add_option("FILES", options->names, "Contract files, folders or patterns")
        ->option_text("...")
        ->required();
    add_output_option(command, options->output, kForms);
    command.add_flag("--no-color,--no-colour", options->no_colour, "No colours on a terminal");
    return [options] { return run(*options); };
}

}  // namespace tally::cli
