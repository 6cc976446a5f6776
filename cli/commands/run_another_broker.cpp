#include "cli/commands/run_another_broker.h"

#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

Command add(CLI::App& app, const std::string& name, const std::string& what) {
    app.add_subcommand(name, "Not here: " + what)->prefix_command()->group("");
    return [name, what] {
        print_usage_error("'" + name + "' runs " + what + ", which is another program",
                          "contract broker, which starts ours with nothing else installed");
        return ExitCode::usage;
    };
}

}  // namespace

Command add_ruby(CLI::App& app) {
    return add(app, "ruby", "the Pact Broker with a Ruby of your system");
}

Command add_docker(CLI::App& app) {
    return add(app, "docker", "the Pact Broker in a container");
}

}  // namespace tally::cli
