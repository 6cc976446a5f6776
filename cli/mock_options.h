// What every command of `contract mock` takes.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace tally::cli {

struct MockOptions {
    std::string host;  // empty: the command's own default
    std::uint16_t port = 8080;
    std::string log_level = "info";

    // start
    std::string output = ".", server_key;
    std::uint16_t base_port = 0;
    // create
    std::string file, specification;
    bool cors = false, tls = false;
    // verify, shutdown
    std::string id;
    std::uint16_t mock_port = 0;
    // shutdown-master
    std::string given_key;
    unsigned period = 100;
};

// --host, --port, --loglevel, and the switches that have no effect.
void add_mock_options(CLI::App& app, MockOptions& options);
// --mock-server-id and --mock-server-port; `command` demands exactly one.
void add_choice_of_mock(CLI::App& command, MockOptions& options);

}  // namespace tally::cli
