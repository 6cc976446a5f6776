// What becomes of contract files when the command of `contract record` has ended well.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/contract.h"
#include "recording/recording_run.h"
#include "tally/result.h"

namespace tally::recording {

struct FileAfterRun {
    std::filesystem::path file;
    std::size_t recorded = 0;  // interactions that it has, or would have, afterwards
    std::vector<model::Interaction>
        added;  // with a copy only, as changed ones: the file itself has them already
    std::vector<std::pair<model::Interaction, model::Interaction>> changed;  // before and after
    std::vector<model::Interaction> removed;
    bool differs = false;  // in whatever byte
};

// Removes from the file what the run did not record, under the lock of its folder. A file without anything to
// remove is not touched.
Result<FileAfterRun> prune_file(const RecordedContract& recorded);

// What prune_file would have left in place of the file, had the run not written a copy of it.
Result<FileAfterRun> compare_with_copy(const RecordingRun& run, const RecordedContract& recorded);

// Contract files beside those of the run of which it recorded nothing, by name.
std::vector<std::filesystem::path> untouched_files(const std::vector<RecordedContract>& recorded);

}  // namespace tally::recording
