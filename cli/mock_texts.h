// What the commands of `contract mock` print about mock servers, from the JSON of the master server.
#pragma once

#include <string>

#include "base/json.h"

namespace tally::cli {

// A table of the servers in {"mockServers": [...]}: id, port, provider, state.
std::string table_of_mocks(const json::Value& list);

// The numbered list of what keeps a mock server from being verified, of {"mockServer", "mismatches"}.
std::string list_of_open_points(const json::Value& refusal);

}  // namespace tally::cli
