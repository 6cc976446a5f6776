// Files: bounded reading, writing that is seen whole or not at all, locks between processes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tally/result.h"

namespace tally::files {

// The whole file, refused as too_large beyond `max_bytes` before reading it. Directories, pipes and devices are refused.
Result<std::string> read(const std::filesystem::path& path, std::size_t max_bytes);

// Temporary file in the same folder, fsync, rename, fsync of the folder. Parent folders are created.
Result<void> write_atomically(const std::filesystem::path& path, std::string_view content);

// Regular files below `folder` whose name ends in `suffix`, in all sub-folders, sorted by path.
Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder,
                                                            std::string_view suffix);

// An exclusive flock on a folder, held until destruction. Waits for other holders. The folder is created.
class FolderLock {
  public:
    static Result<FolderLock> acquire(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace tally::files
