// A contract that a command made: into the file of -o, else to stdout.
#pragma once

#include <string>

#include "cli/commands/command.h"
#include "model/contract.h"

namespace tally::cli {

// `no` when the version of the contract cannot express it, `could_not_find_out` when the file cannot be
// written; both complained about, naming `source`.
ExitCode put_out(const model::Contract& contract, const std::string& source, const std::string& file);

// Whether the text names a version that the format has: "1", "1.1", "2", "2.0.0" ...
bool read_version(const std::string& text, model::SpecVersion& version);

}  // namespace tally::cli
