#include "cli/commands/merge.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/contract_output.h"
#include "comparing/compare_contracts.h"
#include "format/read_contract.h"
#include "format/write_contract.h"
#include "reporting/change_list.h"

namespace tally::cli {

namespace {

struct MergeOptions {
    std::vector<std::string> files;
    std::string output;
};

// What two files say differently about one interaction. Another example for the same rule is no
// contradiction.
comparing::Changes contradictions(const model::Contract& older, const model::Contract& newer) {
    comparing::Changes all;
    for (const auto& shared : format::shared_interactions(older, newer)) {
        for (auto& change : comparing::compare_interactions(*shared.older, *shared.newer)) {
            if (change.effect != comparing::Effect::neutral) all.push_back(std::move(change));
        }
    }
    return all;
}

ExitCode run(const MergeOptions& options) {
    model::Contract merged;
    bool first = true;
    for (const auto& file : options.files) {
        auto read = format::read_contract_file(file);
        if (!read) {
            print_error(read.error());
            return ExitCode::could_not_find_out;
        }
        if (std::exchange(first, false)) {
            merged = std::move(read->contract);
            continue;
        }
        if (const auto changes = contradictions(merged, read->contract); !changes.empty()) {
            print_usage_error(file + ": says something else than the files before it",
                              "give these interactions other descriptions or provider states, or leave out "
                              "the outdated file");
            complain(reporting::change_list_text(changes, {}));
            return ExitCode::no;
        }
        const auto version = std::max(merged.version, read->contract.version);
        auto united = format::merge_contracts(merged, read->contract);
        if (!united) {
            Error error = united.error();
            error.where = file;
            print_error(error);
            return ExitCode::no;
        }
        merged = std::move(*united);
        merged.version = version;
    }
    return put_out(merged, text::join(options.files, ", "), options.output);
}

}  // namespace

Command add_merge(CLI::App& app) {
    auto options = std::make_shared<MergeOptions>();
    CLI::App& command = *app.add_subcommand("merge", "Make one contract of several of the same pair");
    command.group("Commands");
    set_up_help(command,
                "An interaction that is in several files has to say the same in all of them; the example of "
                "the last\n"
                "one is kept. The result has the highest version of the files.\n\n" +
                    exit_code_help("merged", "the files contradict each other", false) +
                    "\nExample:\n  contract merge unit.json integration.json -o shop.json");
    command.add_option("FILES", options->files, "Contract files of one consumer and provider")
        ->option_text("...")
        ->required();
    command.add_option("-o,--output-file", options->output, "The file to write; default: stdout")
        ->option_text("FILE");
    return [options] { return run(*options); };
}

}  // namespace tally::cli
