// One script of commands for a stand-alone mock server and one for a stub, as teams have them for Pact's
// tools. What a tool did is noted as codes and shapes, so that two tools can be compared and a golden file
// keeps it.
#pragma once

#include <string>
#include <vector>

namespace tally::e2e {

struct Tool {
    std::vector<std::string> command;  // before "mock" and "stub": {"contract"}, or {"node", ".../pact"}
};

// start, create, list, verify, shutdown: the commands and the REST interface.
std::string mock_session(const Tool& tool);

// Sources, CORS, provider states, misses and wrong usage.
std::string stub_session(const Tool& tool);

}  // namespace tally::e2e
