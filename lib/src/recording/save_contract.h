// Contracts into their files, from several tests and processes at once.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "recording/sources.h"
#include "tally/result.h"

namespace tally::recording {

// Merges the contract into its file in `folder` under the folder's lock and replaces the file atomically, in
// a stable order. Nothing is removed, and a file that would not change is not touched. Returns the file's
// path. Sources are written from V4 on; entries without an interaction are dropped. Under `contract record`
// what was recorded is noted for it, and with --check the file is one of the run's own (recording_run.h).
Result<std::filesystem::path> save_contract(const model::Contract& contract,
                                            const std::vector<Source>& sources,
                                            const std::filesystem::path& folder);

}  // namespace tally::recording
