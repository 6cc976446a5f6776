// Contracts into their files, from several tests and processes at once.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "tally/result.h"

namespace tally::recording {

// Where an interaction was written, as it goes into the file: metadata.tally.sources, by the interaction's
// key.
struct Source {
    std::string key;
    std::string path;  // in the project
    int line = 0;
};

// Merges the contract into its file in `folder` under the folder's lock and replaces the file atomically, in
// a stable order. Nothing is removed, and a file that would not change is not touched. Returns the file's
// path. Sources are written from V4 on; entries without an interaction are dropped.
Result<std::filesystem::path> save_contract(const model::Contract& contract,
                                            const std::vector<Source>& sources,
                                            const std::filesystem::path& folder);

}  // namespace tally::recording
