#include "cli/commands/generate_uuid.h"

#include "base/random.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/ignored_options.h"

namespace tally::cli {

Command add_generate_uuid(CLI::App& app) {
    CLI::App& command = *app.add_subcommand("generate-uuid", "Print a UUID, for create-or-update-webhook");
    command.group("Commands that ask a broker");
    set_up_help(command, "Example:\n  contract generate-uuid");
    add_ignored_options(command, {}, {});
    return [] {
        SystemRandom random;
        print(random.uuid() + "\n");
        return ExitCode::yes;
    };
}

}  // namespace tally::cli
