// Files: bounded reading, writing that is seen whole or not at all, locks between processes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tally/result.h"

namespace tally::files {

// The whole file, refused as too_large beyond `max_bytes` before reading it. Directories, pipes and devices
// are refused.
Result<std::string> read(const std::filesystem::path& path, std::size_t max_bytes);

// Whether a file is on the disk when it is written, or as soon as the system gets round to it or sync() is
// called. Other processes see it at once either way, whatever becomes of this one.
enum class Durability { at_once, later };

// Temporary file in the same folder, fsync, rename, fsync of the folder; without the two fsyncs when it may
// be durable later. Parent folders are created.
Result<void> write_atomically(const std::filesystem::path& path, std::string_view content,
                              Durability durability = Durability::at_once);

// Adds to the end of the file in one piece: of several processes that do so none cuts into the text of
// another.
Result<void> append(const std::filesystem::path& path, std::string_view text);

// What stands in the file, and that it has this name, is on the disk when it returns.
Result<void> sync(const std::filesystem::path& path);

// Regular files below `folder` whose name ends in `suffix`, in all sub-folders, sorted by path.
Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder,
                                                            std::string_view suffix);

// A folder that nobody else uses, gone with everything in it at destruction.
class TemporaryFolder {
  public:
    static Result<TemporaryFolder> create(std::string_view purpose);  // part of its name
    TemporaryFolder(TemporaryFolder&& other) noexcept;
    TemporaryFolder& operator=(TemporaryFolder&& other) noexcept;
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }

  private:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;  // empty when moved from
};

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
