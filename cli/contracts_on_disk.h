// Contract files named on a command line: files, folders and patterns, several of one pair made into one.
#pragma once

#include <string>
#include <vector>

#include "broker_api/publish_contracts.h"
#include "format/read_contract.h"
#include "tally/result.h"

namespace tally::cli {

// Whether a folder stands for the *.json files in it alone, or also for those below it.
enum class Folders { alone, with_those_below };

// Sorted, without repetition. Patterns (* ? [ and **/ for any folders) need not match a shell's settings. An
// Error for whatever gives nothing.
Result<std::vector<std::string>> find_contract_files(const std::vector<std::string>& names, Folders folders);

struct ContractOnDisk {
    broker_api::ContractToPublish contract;  // the text as on disk, or that of the merged contract
    std::vector<std::string> files;          // more than one when they were merged
};
struct ContractsOnDisk {
    std::vector<ContractOnDisk> contracts;  // in the order of their first file
    std::vector<format::Warning> warnings;
};
// Everything is read before anything is published, so that a bad file stops it all. One that does not say who
// its consumer and provider are is bad.
Result<ContractsOnDisk> read_contracts_on_disk(const std::vector<std::string>& files);

}  // namespace tally::cli
