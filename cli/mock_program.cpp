#include "cli/mock_program.h"

#include <map>
#include <string>

#include "base/log.h"
#include "cli/command_line.h"
#include "cli/commands/mock_client.h"
#include "cli/commands/mock_start.h"
#include "cli/console.h"
#include "cli/ignored_options.h"

namespace tally::cli {

namespace {

constexpr const char* kExitCodes =
    "Exit codes:\n"
    "  0   done\n"
    "  1   start: the port could not be had\n"
    "  2   wrong usage; verify: requests are missing, did not match or were not expected\n"
    "  3   verify, shutdown: no such mock server\n"
    "  10  list: the master server cannot be asked\n"
    "  20  create: the contract cannot be read, or the master server cannot be asked\n"
    "  30  shutdown, shutdown-master: the master server cannot be asked, or the key is wrong\n"
    "  40  verify: the master server cannot be asked, or cannot write the contract\n"
    "  70  a bug in this program\n";

class MockProgram {
  public:
    using Command = MockExitCode (*)(const MockOptions&);

    MockProgram() : app_("A stand-alone mock server with an admin REST interface.", "contract-mock") {
        set_up_help(app_, std::string(kExitCodes) + "\nMore about a command: contract-mock COMMAND --help");
        app_.set_version_flag("-v,--version", std::string("contract-mock ") + TALLY_VERSION,
                              "Show the version");
        app_.require_subcommand(0, 1);
        add_mock_options(app_, options_);
        add_start();
        add_create();
        add("list", "Show the running mock servers", run_mock_list);
        add_choice_of_mock(
            add("verify", "Verify a mock server, and write its contract when all is well", run_mock_verify),
            options_);
        add_choice_of_mock(add("shutdown", "Stop a mock server", run_mock_shutdown), options_);
        add_shutdown_master();
    }

    const CLI::App& options() const { return app_; }

    int run(int argc, char** argv) {
        if (const auto end = parse_command_line(app_, argc, argv)) return to_int(*end);
        for (const auto& [name, command] : commands_) {
            if (app_.got_subcommand(name)) return run(*app_.get_subcommand(name), command);
        }
        print_usage_error("no command was given", "contract-mock --help");
        return to_int(ExitCode::usage);
    }

  private:
    CLI::App& add(const char* name, const char* help, Command command) {
        CLI::App& sub = *app_.add_subcommand(name, help);
        sub.group("Commands");
        set_up_help(sub, kExitCodes);
        add_mock_options(sub, options_);
        commands_[name] = command;
        return sub;
    }

    void add_start() {
        CLI::App& start = add("start", "Start the master server, which starts mock servers", run_mock_start);
        start.add_option("-o,--output", options_.output, "Where contracts are written (the current folder)")
            ->option_text("DIR");
        start.add_option("--base-port", options_.base_port, "The first port of mock servers (any free ones)")
            ->option_text("PORT");
        start
            .add_option("--server-key", options_.server_key,
                        "What shutdown-master has to show (random, printed at\nstart)")
            ->option_text("KEY");
    }

    void add_create() {
        CLI::App& create = add("create", "Start a mock server for a contract", run_mock_create);
        create.add_option("-f,--file", options_.file, "The contract file")->option_text("FILE")->required();
        create.add_flag("-c,--cors-preflight", options_.cors, "Answer CORS pre-flight requests");
        create
            .add_option("--specification", options_.specification,
                        "The version in which the contract is written (V4)")
            ->option_text("V1|V1.1|V2|V3|V4");
        create.add_flag("--tls", options_.tls, "Serve over TLS, with a certificate made for it");
    }

    void add_shutdown_master() {
        CLI::App& command = add("shutdown-master", "Stop the master server and all its mock servers",
                                run_mock_shutdown_master);
        command.add_option("-k,--server-key", options_.given_key, "The key that start printed")
            ->option_text("KEY")
            ->required();
        command.add_option("--period", options_.period, "After that many milliseconds (100)")
            ->option_text("MS");
    }

    int run(const CLI::App& command, Command what) {
        const auto level = tally::log::parse_level(options_.log_level);
        if (!level) {
            print_usage_error("--loglevel: " + level.error().what, level.error().remedy);
            return to_int(ExitCode::usage);
        }
        tally::log::set_level(*level);
        const bool chooses = command.get_option_no_throw("--mock-server-id") != nullptr;
        if (chooses && options_.id.empty() && options_.mock_port == 0) {
            print_usage_error(
                "which mock server is not known",
                "add --mock-server-id ID or --mock-server-port PORT; contract-mock list shows them");
            return to_int(ExitCode::usage);
        }
        if (options_.id.find_first_not_of("0123456789ABCDEFabcdef-") != std::string::npos) {
            print_usage_error("'" + options_.id + "' is not the id of a mock server",
                              "contract-mock list shows them");
            return to_int(ExitCode::usage);
        }
        for (const CLI::App* app : {static_cast<const CLI::App*>(&app_), &command})
            complain(note_about_ignored_options(*app, "telemetry and log files are not used here"));
        return to_int(what(options_));
    }

    CLI::App app_;
    MockOptions options_;
    std::map<std::string, Command> commands_;
};

}  // namespace

int run_mock(int argc, char** argv) {
    return MockProgram().run(argc, argv);
}

void show_mock_options(const LookAtOptions& look) {
    look(MockProgram().options());
}

}  // namespace tally::cli
