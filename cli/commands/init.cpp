#include "cli/commands/init.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "base/files.h"
#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/starting_points/starting_point.h"

namespace tally::cli {

namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string role, folder = ".", kind = "cmake", pipeline = "none", name, consumer, provider;
    bool force = false;
};

struct Problem {
    std::string what, remedy;
};

// The position of the word among those it can be.
std::optional<std::size_t> position(const std::string& word, const std::vector<std::string>& words) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

Problem unknown(const std::string& word, const std::string& what, const std::vector<std::string>& words) {
    const std::string nearest = text::nearest(word, words);
    return {"'" + word + "' is not " + what, nearest.empty() ? text::join(words, ", ") : nearest};
}

// Names: the own one is that of the folder unless given, the other one that of the example.
std::optional<Problem> take_names(const InitOptions& options, StartingPoint& start) {
    const bool is_consumer = start.role == Role::consumer;
    if (is_consumer && !options.consumer.empty())
        return Problem{"--consumer is for a provider",
                       "--name for the consumer itself, --provider for whom it calls"};
    if (!is_consumer && !options.provider.empty())
        return Problem{"--provider is for a consumer",
                       "--name for the provider itself, --consumer for who calls it"};
    std::string own = options.name;
    if (own.empty()) {
        std::error_code ignored;
        own = fs::weakly_canonical(options.folder, ignored).filename().string();
        if (!is_usable_name(own))
            return Problem{"the folder's name cannot be that of the " + options.role, "add --name NAME"};
    }
    start.consumer = is_consumer ? own : options.consumer.empty() ? "front-desk" : options.consumer;
    start.provider = !is_consumer ? own : options.provider.empty() ? "greeter" : options.provider;
    for (const std::string& name : {start.consumer, start.provider}) {
        if (!is_usable_name(name))
            return Problem{"'" + text::printable(name) + "' cannot be a name here",
                           "letters, digits, '-', '_' and '.', a letter or digit first, 100 at most"};
    }
    if (start.consumer == start.provider)
        return Problem{
            "consumer and provider are both called '" + own + "'",
            is_consumer ? "add --name NAME or --provider NAME" : "add --name NAME or --consumer NAME"};
    return std::nullopt;
}

std::optional<Problem> take_over(const InitOptions& options, StartingPoint& start) {
    const std::vector<std::string> roles = {"consumer", "provider"}, kinds = {"cmake", "shell"},
                                   pipelines = {"none", "github", "gitlab"};
    const auto role = position(options.role, roles);
    if (!role) return unknown(options.role, "a side of a contract", roles);
    const auto kind = position(options.kind, kinds);
    if (!kind) return unknown(options.kind, "a kind of project", kinds);
    const auto pipeline = position(options.pipeline, pipelines);
    if (!pipeline) return unknown(options.pipeline, "a pipeline", pipelines);
    start.role = static_cast<Role>(*role);
    start.kind = static_cast<Kind>(*kind);
    start.pipeline = static_cast<Pipeline>(*pipeline);
    return take_names(options, start);
}

std::vector<std::string> existing_in(const fs::path& folder, const std::vector<StartingFile>& files) {
    std::vector<std::string> existing;
    for (const auto& file : files) {
        std::error_code ignored;
        const auto status = fs::symlink_status(folder / file.path, ignored);
        if (status.type() != fs::file_type::not_found)
            existing.push_back((folder / file.path).lexically_normal().string());
    }
    return existing;
}

Result<void> write(const fs::path& folder, const StartingFile& file) {
    const fs::path path = folder / file.path;
    if (auto written = files::write_atomically(path, file.text, files::Durability::later); !written)
        return written.error();
    if (!file.is_program) return {};
    std::error_code problem;
    fs::permissions(path, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec,
                    fs::perm_options::add, problem);
    if (problem)
        return Error{ErrorCode::io, path.string(), problem.message(), "make it executable: chmod +x"};
    return {};
}

std::string next_commands(const InitOptions& options, const StartingPoint& start) {
    std::string text = "\nnext:\n";
    const fs::path folder = fs::path(options.folder).lexically_normal();
    if (folder != "." && folder != "./") text += "  cd " + text::shell_quoted(folder.string()) + '\n';
    if (start.role == Role::consumer) {
        const std::string contract = "contracts/" + start.consumer + "-" + start.provider + ".json";
        return text + "  ./record_contracts.sh      # runs the tests and writes " + contract + '\n' +
               "  contract publish contracts --auto-detect-version-properties --broker-base-url URL\n" +
               "\nThen put your client and its tests in place of greeting_client" +
               (start.kind == Kind::cmake ? ".h and greeting_client_test.cpp.\n"
                                          : ".sh, and what it needs into expectations.json.\n");
    }
    return text + "  ./verify_contracts.sh      # starts the provider and verifies contracts/\n" +
           "\nThen put your provider in place of greeting_service" +
           (start.kind == Kind::cmake ? ".cpp" : ".py") +
           ", its states into states.sh, and the\ncontracts of your consumers into contracts/, or name your "
           "broker: "
           "PACT_BROKER_BASE_URL.\n";
}

ExitCode run(const InitOptions& options) {
    StartingPoint start;
    if (const auto problem = take_over(options, start)) {
        print_usage_error(problem->what, problem->remedy);
        return ExitCode::usage;
    }
    const auto files = files_of(start);
    const auto existing = existing_in(options.folder, files);
    if (!existing.empty() && !options.force) {
        print_usage_error(text::join(existing, ", ") + (existing.size() == 1 ? " exists" : " exist") +
                              " already; nothing was written",
                          "another folder, or --force to overwrite");
        return ExitCode::usage;
    }
    for (const auto& file : files) {
        if (const auto written = write(options.folder, file); !written) {
            print_error(written.error());
            return ExitCode::could_not_find_out;
        }
        print("written: " +
              text::printable((fs::path(options.folder) / file.path).lexically_normal().string()) + '\n');
    }
    print(next_commands(options, start));
    return ExitCode::yes;
}

}  // namespace

Command add_init(CLI::App& app) {
    auto options = std::make_shared<InitOptions>();
    CLI::App& command =
        *app.add_subcommand("init", "Write a working starting point for a consumer or a provider");
    command.group("Commands");
    set_up_help(
        command,
        "A consumer gets tests that record a contract; a provider gets a small service and a script that "
        "starts\n"
        "and verifies it. All of it works as written, about an example that you replace step by step.\n\n"
        "Exit codes:\n"
        "  0   written\n"
        "  2   wrong usage, or a file exists already: nothing was written\n"
        "  3   a file could not be written\n"
        "  70  a bug in this program\n\n"
        "Examples:\n"
        "  contract init consumer web-shop --provider catalogue --ci github\n"
        "  contract init provider catalogue --consumer web-shop --kind shell");
    command.add_option("SIDE", options->role, "Of the contract")
        ->option_text("consumer|provider")
        ->required();
    command.add_option("FOLDER", options->folder, "Where to write, created when missing (the current one)");
    command
        .add_option("--kind", options->kind,
                    "C++ with CMake, or shell scripts around programs in\nany language (cmake)")
        ->option_text("cmake|shell");
    command
        .add_option(
            "--ci", options->pipeline,
            "Also a pipeline that does it on each push, for a folder\nthat is a repository of its own (none)")
        ->option_text("github|gitlab|none");
    command.add_option("--name", options->name, "The name of this side (that of the folder)")
        ->option_text("NAME");
    command.add_option("--provider", options->provider, "For a consumer: whom it calls (greeter)")
        ->option_text("NAME");
    command.add_option("--consumer", options->consumer, "For a provider: who calls it (front-desk)")
        ->option_text("NAME");
    command.add_flag("--force", options->force, "Overwrite files that exist");
    return [options] { return run(*options); };
}

}  // namespace tally::cli
