#include "cli/commands/record.h"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "comparing/compare_contracts.h"
#include "recording/finished_run.h"
#include "recording/recording_run.h"
#include "recording/shown_request.h"

namespace tally::cli {

namespace {

using recording::FileAfterRun;
using recording::RecordedContract;
using recording::RecordingRun;

struct RecordOptions {
    bool check = false;
    std::vector<std::string> command;
};

// As short as it can be said from here.
std::string shown_file(const std::filesystem::path& file) {
    std::error_code ignored;
    const std::filesystem::path relative = std::filesystem::proximate(file, ignored);
    const bool is_below = !relative.empty() && *relative.begin() != "..";
    return text::printable((is_below ? relative : file).string());
}

std::string line(const char* word, const model::Interaction& interaction) {
    return std::string("  ") + word + "  " + recording::shown_name(interaction) + '\n';
}

std::string shown_value(const std::string& value) {
    constexpr std::size_t kMaxShown = 100;
    return text::shorten(value, kMaxShown);
}

// What the contract asks for in another way; nothing where only examples differ.
std::string changes_in(const model::Interaction& before, const model::Interaction& after) {
    std::string lines;
    for (const comparing::Change& change : comparing::compare_interactions(before, after)) {
        std::string place = change.part;
        if (!change.path.empty()) place += (place.empty() ? "" : " ") + change.path;
        std::string sentence = (place.empty() ? "" : place + ": ") + change.sentence;
        if (!change.before.empty() && !change.after.empty())
            sentence += " (" + shown_value(change.before) + ", now " + shown_value(change.after) + ')';
        lines += "             " + text::printable(sentence) + '\n';
    }
    return lines;
}

std::string told(const FileAfterRun& after) {
    std::string lines;
    for (const model::Interaction& interaction : after.added) lines += line("added  ", interaction);
    for (const auto& [before, now] : after.changed)
        lines += line("changed", before) + changes_in(before, now);
    for (const model::Interaction& interaction : after.removed) lines += line("removed", interaction);
    if (lines.empty()) lines = "  only the way it is written, or the lines of the tests in its metadata\n";
    return lines;
}

ExitCode prune(const std::vector<RecordedContract>& recorded) {
    for (const RecordedContract& contract : recorded) {
        const Result<FileAfterRun> after = recording::prune_file(contract);
        if (!after) {
            print_error(after.error());
            return ExitCode::could_not_find_out;
        }
        print(shown_file(after->file) + ": " + text::counted(after->recorded, "interaction") + " recorded" +
              (after->removed.empty()
                   ? ""
                   : ", " + std::to_string(after->removed.size()) + " removed that no test has recorded") +
              '\n');
        if (after->differs) print(told(*after));
    }
    return ExitCode::yes;
}

ExitCode check(const RecordingRun& run, const std::vector<RecordedContract>& recorded) {
    ExitCode code = ExitCode::yes;
    for (const RecordedContract& contract : recorded) {
        const Result<FileAfterRun> after = recording::compare_with_copy(run, contract);
        if (!after) {
            print_error(after.error());
            return ExitCode::could_not_find_out;
        }
        print(shown_file(after->file) + ": " + text::counted(after->recorded, "interaction") + ", " +
              (after->differs ? "not what the tests record" : "up to date") + '\n');
        if (!after->differs) continue;
        print(told(*after));
        code = ExitCode::no;
    }
    if (code == ExitCode::no)
        print_usage_error("contract files are not what the tests record",
                          "run the same without --check, look at the difference and commit it");
    return code;
}

ExitCode run(const RecordOptions& options) {
    const Result<files::TemporaryFolder> folder = files::TemporaryFolder::create("record");
    if (!folder) {
        print_error(folder.error());
        return ExitCode::could_not_find_out;
    }
    RecordingRun run(folder->path());
    if (options.check) {
        if (const Result<void> prepared = run.use_copies(); !prepared) {
            print_error(prepared.error());
            return ExitCode::could_not_find_out;
        }
    }
    const Result<int> ended = process::run_in_foreground(
        options.command, {{recording::kRunFolderVariable, folder->path().string()}});
    if (!ended) {
        print_error(ended.error());
        return ExitCode::could_not_find_out;
    }
    if (*ended != 0) {
        print_usage_error("the command ended with exit code " + std::to_string(*ended) + "; " +
                              (options.check ? "nothing was compared" : "nothing was removed from contracts"),
                          "make its tests pass first");
        return static_cast<ExitCode>(*ended);
    }
    const Result<std::vector<RecordedContract>> recorded = run.recorded();
    if (!recorded) {
        print_error(recorded.error());
        return ExitCode::could_not_find_out;
    }
    if (recorded->empty()) {
        print_usage_error("the command recorded no interaction",
                          "give the command that runs the consumer's tests, such as 'ctest'");
        return ExitCode::nothing_verified;
    }
    for (const auto& file : recording::untouched_files(*recorded)) {
        complain("warning: " + shown_file(file) +
                 ": no test recorded anything of it; it stays as it is: delete it if nobody needs it\n");
    }
    return options.check ? check(run, *recorded) : prune(*recorded);
}

}  // namespace

Command add_record(CLI::App& app) {
    auto options = std::make_shared<RecordOptions>();
    CLI::App& command = *app.add_subcommand(
        "record", "Run consumer tests, and remove from contracts what they do not record");
    command.group("Commands");
    command.positionals_at_end();
    set_up_help(
        command,
        "COMMAND runs all the tests of the consumer, in as many processes as it likes. Each test adds to "
        "the\n"
        "contract files as it passes. When COMMAND has ended with 0, interactions that none of its tests\n"
        "recorded are removed from the files that it wrote. Otherwise nothing is removed, and its exit code\n"
        "is that of this program.\n\n"
        "Exit codes:\n"
        "  0   recorded; with --check: the files are what the tests record\n"
        "  1   with --check: they are not\n"
        "  2   wrong usage: an option or its value\n"
        "  3   could not find out: COMMAND cannot be started, or a contract cannot be read\n"
        "  4   the tests recorded nothing\n"
        "  70  a bug in this program\n"
        "  or that of COMMAND, 128 + N when signal N ended it\n"
        "\nExamples:\n  contract record -- ctest --preset release -j 8\n"
        "  contract record --check -- ctest --preset release -j 8");
    command.add_flag("--check", options->check, "Leave the contract files alone, and tell what would change");
    command.add_option("COMMAND", options->command, "The command and its arguments, after --")
        ->option_text("...")
        ->required();
    return [options] { return run(*options); };
}

}  // namespace tally::cli
