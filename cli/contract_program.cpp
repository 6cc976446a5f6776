#include "cli/contract_program.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands/check.h"
#include "cli/commands/completion.h"
#include "cli/commands/convert.h"
#include "cli/commands/diff.h"
#include "cli/commands/explain.h"
#include "cli/commands/init.h"
#include "cli/commands/match.h"
#include "cli/commands/merge.h"
#include "cli/commands/publish.h"
#include "cli/commands/record.h"
#include "cli/console.h"
#include "cli/sibling.h"

namespace tally::cli {

namespace {

std::vector<std::string> arguments_from(int argc, char** argv, int first) {
    return first < argc ? std::vector<std::string>(argv + first, argv + argc) : std::vector<std::string>();
}

class ContractProgram {
  public:
    explicit ContractProgram(const CompletionScripts& scripts)
        : app_("Everything around contracts: one command each.", "contract") {
        set_up_help(app_, "More about a command: contract COMMAND --help");
        app_.set_version_flag("-v,-V,--version", std::string("contract ") + TALLY_VERSION,
                              "Show the version");
        app_.require_subcommand(0, 1);
        commands_["check"] = add_check(app_);
        commands_["explain"] = add_explain(app_);
        commands_["match"] = add_match(app_);
        commands_["diff"] = add_diff(app_);
        commands_["convert"] = add_convert(app_);
        commands_["merge"] = add_merge(app_);
        commands_["record"] = add_record(app_);
        commands_["publish"] = add_publish(app_);
        app_.add_subcommand("verify", "Verify a provider: runs contract-verify")
            ->prefix_command()
            ->group("Commands");
        app_.add_subcommand("mock", "A stand-alone mock server with an admin interface: runs contract-mock")
            ->prefix_command()
            ->group("Commands");
        app_.add_subcommand("stub", "Answer requests as contracts record it: runs contract-stub")
            ->prefix_command()
            ->group("Commands");
        app_.add_subcommand(
                "broker",
                "Start a broker: runs contract-broker. With one of the commands above: that\ncommand")
            ->prefix_command()
            ->fallthrough()
            ->group("Commands");
        commands_["init"] = add_init(app_);
        commands_["completion"] = add_completion(app_, scripts);
    }

    const CLI::App& options() const { return app_; }

    bool has(std::string_view command) const { return commands_.count(std::string(command)) > 0; }

    int run(int argc, char** argv) {
        if (const auto end = parse_command_line(app_, argc, argv)) return to_int(*end);
        for (const auto& [name, command] : commands_) {
            if (app_.got_subcommand(name)) return to_int(command());
        }
        print_usage_error("no command was given", "contract --help");
        return to_int(ExitCode::usage);
    }

  private:
    CLI::App app_;
    std::map<std::string, Command> commands_;
};

}  // namespace

int run_contract(int argc, char** argv, const CompletionScripts& scripts) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    for (const std::string name : {"verify", "mock", "stub"}) {
        if (first == name) return become_sibling("contract-" + name, arguments_from(argc, argv, 2));
    }
    ContractProgram program(scripts);
    if (first == "broker") {
        // Scripts say "broker publish": as long as it is one of our commands it means that one
        if (argc < 3 || !program.has(argv[2]))
            return become_sibling("contract-broker", arguments_from(argc, argv, 2));
        argv[1] = argv[0];
        return program.run(argc - 1, argv + 1);
    }
    return program.run(argc, argv);
}

void show_contract_options(const LookAtOptions& look) {
    look(ContractProgram(CompletionScripts()).options());
}

}  // namespace tally::cli
