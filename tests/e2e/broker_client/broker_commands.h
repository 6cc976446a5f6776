// Every command of `contract` that asks a broker, as a user would write it, and brokers to ask.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "http/server.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

struct BrokerCommand {
    std::vector<std::string> verb;       // "provider-states", "list"
    std::vector<std::string> arguments;  // what it needs at least
    std::string name() const;            // "provider-states list"
};
const std::vector<BrokerCommand>& broker_commands();

// The index of a broker that has everything.
std::string full_index();

// A broker whose index is full_index() and which answers everything else as the function says.
std::unique_ptr<http::Server> stand_in(http::Handler answer, http::ServerOptions options = {});

http::Response json_answer(int status, std::string body);

// `contract` with these arguments, in an environment without brokers and credentials.
testing_support::Outcome run_contract(const testing_support::TemporaryFolder& folder,
                                      std::vector<std::string> arguments,
                                      std::map<std::string, std::string> environment = {});

// "$ contract ...", the exit code and what was printed, with everything that varies replaced.
std::string told(const testing_support::TemporaryFolder& folder, const std::vector<std::string>& arguments,
                 std::map<std::string, std::string> environment = {});

}  // namespace tally::e2e
