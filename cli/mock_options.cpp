#include "cli/mock_options.h"

#include "cli/command_line.h"
#include "cli/ignored_options.h"

namespace tally::cli {

void add_mock_options(CLI::App& app, MockOptions& options) {
    app.add_option("-h,--host", options.host, "Host of the master server (localhost)")->option_text("HOST");
    app.add_option("-p,--port", options.port, "Port of the master server (8080)")->option_text("PORT");
    app.add_option("-l,--loglevel", options.log_level,
                   "What is told on stderr: trace, debug, info, warn,\nerror or none (info)")
        ->option_text("LEVEL");
    add_ignored_options(app, {"--no-term-log", "--no-file-log"}, {});
}

void add_choice_of_mock(CLI::App& command, MockOptions& options) {
    CLI::Option* id =
        command.add_option("-i,--mock-server-id", options.id, "The mock server's id")->option_text("ID");
    CLI::Option* port =
        command.add_option("-m,--mock-server-port", options.mock_port, "Or its port")->option_text("PORT");
    id->excludes(port);
}

}  // namespace tally::cli
