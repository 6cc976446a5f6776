#include "cli/commands/completion.h"

#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

ExitCode run(const std::string& shell, const CompletionScripts& scripts) {
    const std::vector<std::pair<std::string, std::string_view>> all = {
        {"bash", scripts.bash}, {"zsh", scripts.zsh}, {"fish", scripts.fish}};
    std::vector<std::string> names;
    for (const auto& [name, script] : all) {
        if (name == shell) {
            print(script);
            return ExitCode::yes;
        }
        names.push_back(name);
    }
    print_usage_error("there is no completion for '" + shell + "'", text::join(names, ", "));
    return ExitCode::usage;
}

}  // namespace

Command add_completion(CLI::App& app, const CompletionScripts& scripts) {
    auto shell = std::make_shared<std::string>();
    CLI::App& command =
        *app.add_subcommand("completion", "Make a shell complete commands, options and values");
    command.group("Commands");
    set_up_help(
        command,
        "Prints a script for contract, contract-verify, contract-broker, contract-mock and contract-stub.\n"
        "An installed package has it where shells look, so that nothing needs to be done.\n\n"
        "Otherwise:\n"
        "  source <(contract completion bash)     ~/.bashrc\n"
        "  source <(contract completion zsh)      ~/.zshrc, after compinit\n"
        "  contract completion fish | source      ~/.config/fish/config.fish");
    command.add_option("SHELL", *shell, "The shell")->option_text("bash|zsh|fish")->required();
    return [shell, scripts] { return run(*shell, scripts); };
}

}  // namespace tally::cli
