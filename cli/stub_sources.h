// Where the contracts of `contract stub` come from, and whether they have changed since.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/stub_options.h"
#include "format/warning.h"
#include "model/contract.h"
#include "tally/result.h"

namespace tally::cli {

struct StubContract {
    std::string origin;  // the file's path or the masked URL
    model::Contract contract;
};
struct StubContracts {
    std::vector<StubContract> contracts;
    format::Warnings warnings;
    std::vector<Error> failures;  // of sources that could not be loaded
};

// Everything of every source, in their order: files, folders sorted by path, URLs, the broker.
StubContracts load_stub_contracts(const StubProgramOptions& options);

// What is on disk of files and folders: names, sizes and times. Differs when something has changed.
using DiskState = std::map<std::string, std::pair<std::uintmax_t, std::filesystem::file_time_type>>;
DiskState disk_state(const StubProgramOptions& options);

}  // namespace tally::cli
