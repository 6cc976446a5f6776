// A mock server for a contract file, as a process of its own so that its CPU time can be read.
#pragma once

#include <string>

namespace tally::bench {

// Prints "listening on URL" and serves until it is ended.
int serve_mock(const std::string& contract_file);

}  // namespace tally::bench
