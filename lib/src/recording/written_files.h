// What this process knows of contract files: each run of a test adds to a file that mostly holds what
// the run before it left there, and reading and syncing it anew each time would cost more than the tests.
// The one thing here that belongs to the process as a whole, as its files do
// (docs/decisions/0004-contract-files-are-synced-when-a-process-ends.md).
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "model/contract.h"
#include "tally/result.h"

namespace tally::recording {

// A contract, and the texts of its interactions in their order: what does not change is not written again.
struct KnownContract {
    model::Contract contract;
    std::vector<std::string> texts;  // empty where they are not known
};

class WrittenFiles {
  public:
    // Syncs what is not synced yet when the process ends in an orderly way.
    static WrittenFiles& of_this_process();

    // What stands in the file as `text`, when this process last wrote or read exactly that. It is the
    // caller's then, who holds the lock of the folder and gives it back.
    std::optional<KnownContract> take(const std::filesystem::path& path, const std::string& text);
    void give_back(const std::filesystem::path& path, std::string text, KnownContract contract);

    // Replaces the file. It is on the disk a second later, or when the process ends, whichever comes first in
    // a process that goes on writing. The caller holds the lock of its folder.
    Result<void> write(const std::filesystem::path& path, std::string text, KnownContract contract);

    // Everything written so far is on the disk, or said on stderr not to be.
    void sync();

  private:
    using Instant = std::chrono::steady_clock::time_point;
    struct File {
        std::string text;
        std::optional<KnownContract> contract;
        bool synced = true;
        Instant unsynced_since;
    };

    static void keep(File& file, std::string text, KnownContract contract);

    std::mutex mutex_;
    std::map<std::filesystem::path, File> files_;  // by absolute path
};

}  // namespace tally::recording
