#include "cli/commands/convert.h"

#include <memory>
#include <string>
#include <utility>

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/contract_output.h"
#include "format/find_losses.h"
#include "format/read_contract.h"

namespace tally::cli {

namespace {

struct ConvertOptions {
    std::string file, version, output;
    bool allow_loss = false;
};

// Every loss is told, not only the first. Returns whether the contract may be written.
bool complain_about_losses(const ConvertOptions& options, const model::Contract& contract,
                           model::SpecVersion version) {
    const std::string number(model::to_text(version));
    bool may_write = true, only_decoration = true;
    for (const auto& loss : format::find_losses(contract, version)) {
        const std::string what = options.file + ": interaction '" + loss.interaction + "' " + loss.what +
                                 ", which version " + number;
        if (loss.changes_meaning) {
            may_write = only_decoration = false;
            complain("error: " + text::printable(what) + " cannot express\n");
        } else if (options.allow_loss) {
            complain("warning: " + text::printable(what) + " has no place for; left out\n");
        } else {
            may_write = false;
            complain("error: " + text::printable(what) + " has no place for\n");
        }
    }
    if (!may_write) {
        complain(only_decoration ? "try: --allow-loss to leave it out; no verification depends on it\n"
                                 : "try: a later version, or simplify the expectations in the consumer's "
                                   "tests\n");
    }
    return may_write;
}

ExitCode run(const ConvertOptions& options) {
    model::SpecVersion version{};
    if (!read_version(options.version, version)) {
        print_usage_error("'" + options.version + "' is not a version of the contract format",
                          "--to 1, 1.1, 2, 3 or 4");
        return ExitCode::usage;
    }
    auto read = format::read_contract_file(options.file);
    if (!read) {
        print_error(read.error());
        return ExitCode::could_not_find_out;
    }
    for (const auto& warning : read->warnings) {
        const Error as_error{ErrorCode::invalid_input, warning.where, warning.what, warning.remedy};
        complain("warning: " + text::printable(as_error.text()) + "\n");
    }
    if (!complain_about_losses(options, read->contract, version)) return ExitCode::no;
    model::Contract converted = format::without_decoration(std::move(read->contract), version);
    converted.version = version;
    return put_out(converted, options.file, options.output);
}

}  // namespace

Command add_convert(CLI::App& app) {
    auto options = std::make_shared<ConvertOptions>();
    CLI::App& command = *app.add_subcommand("convert", "Write a contract in another version of the format");
    command.group("Commands");
    set_up_help(
        command,
        "Nothing is written when something would be lost. --allow-loss leaves out comments, keys and hints\n"
        "about encodings where the version has no place for them; what a verification depends on is never "
        "lost.\n\n" +
            exit_code_help("converted", "the version cannot express the contract", false) +
            "\nExample:\n  contract convert old.json --to 4 -o new.json");
    command.add_option("FILE", options->file, "The contract file")->required();
    command.add_option("--to", options->version, "The version")->option_text("1|1.1|2|3|4")->required();
    command.add_flag("--allow-loss", options->allow_loss,
                     "Leave out what the version has no place for, if no\nverification depends on it");
    command.add_option("-o,--output-file", options->output, "The file to write; default: stdout")
        ->option_text("FILE");
    return [options] { return run(*options); };
}

}  // namespace tally::cli
