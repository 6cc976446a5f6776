#include "base/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace tally::files {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    // False when the last of the data could not be written.
    bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }
    int release() { return std::exchange(number_, -1); }

  private:
    int number_;
};

std::string shown(const std::filesystem::path& path) {
    return text::printable(path.string());
}

Error system_error(const std::filesystem::path& path, std::string_view action, int number) {
    std::string reason = std::generic_category().message(number);
    if (!reason.empty()) reason[0] = text::lower(reason.substr(0, 1))[0];
    Error error{ErrorCode::io, shown(path), "cannot " + std::string(action) + ": " + reason, ""};
    if (number == ENOENT || number == ENOTDIR) {
        error.code = ErrorCode::not_found;
        error.remedy = "check the path";
    } else if (number == EACCES || number == EPERM || number == EROFS) {
        error.code = ErrorCode::denied;
        error.remedy = "check the permissions";
    }
    return error;
}

Error too_large(const std::filesystem::path& path, std::size_t max_bytes) {
    return {ErrorCode::too_large, shown(path),
            "larger than the limit of " + std::to_string(max_bytes) + " bytes",
            "check that it is the right file, or raise the limit"};
}

bool write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::filesystem::path parent_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

Result<void> create_folders(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return system_error(folder, "create the folder", problem.value());
    return {};
}

// A new name is safe only when the folder is on the disk as well.
Result<void> sync_folder(const std::filesystem::path& folder) {
    Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.is_open() || ::fsync(directory.number()) != 0)
        return system_error(folder, "save the folder", errno);
    return {};
}

// A name that no other process and no other thread of this one uses.
std::filesystem::path temporary_name(const std::filesystem::path& folder) {
    static std::atomic<unsigned> counter = 0;
    return folder / (".tally-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp");
}

}  // namespace

Result<std::string> read(const std::filesystem::path& path, std::size_t max_bytes) {
    // O_NONBLOCK: opening a pipe that nobody writes to must not wait.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.is_open()) return system_error(path, "read", errno);

    struct stat status = {};
    if (::fstat(file.number(), &status) != 0) return system_error(path, "read", errno);
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::invalid_input, shown(path),
                     S_ISDIR(status.st_mode) ? "is a folder, not a file" : "is not a regular file",
                     "name a file"};
    }
    if (static_cast<std::uintmax_t>(status.st_size) > max_bytes) return too_large(path, max_bytes);

    // The size may be wrong: the file grows while it is read, or the system does not know it beforehand.
    constexpr std::size_t kStep = 65536;
    std::string content(static_cast<std::size_t>(status.st_size) + 1, '\0');
    std::size_t size = 0;
    for (;;) {
        if (size == content.size()) content.resize(size + kStep);
        const ssize_t count = ::read(file.number(), content.data() + size, content.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return system_error(path, "read", errno);
        if (count == 0) break;
        size += static_cast<std::size_t>(count);
        if (size > max_bytes) return too_large(path, max_bytes);
    }
    content.resize(size);
    return content;
}

Result<void> write_atomically(const std::filesystem::path& path, std::string_view content,
                              Durability durability) {
    const std::filesystem::path folder = parent_of(path);
    if (Result<void> created = create_folders(folder); !created) return created;

    std::filesystem::path temporary;
    int descriptor = -1;
    do {  // a process of the same number may have died and left its file behind
        temporary = temporary_name(folder);
        descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    } while (descriptor < 0 && errno == EEXIST);
    if (descriptor < 0) return system_error(path, "write", errno);

    Descriptor file(descriptor);
    const bool written = write_all(file.number(), content) &&
                         (durability == Durability::later || ::fsync(file.number()) == 0) && file.close() &&
                         ::rename(temporary.c_str(), path.c_str()) == 0;
    if (!written) {
        const int problem = errno;
        ::unlink(temporary.c_str());
        return system_error(path, "write", problem);
    }

    return durability == Durability::later ? Result<void>() : sync_folder(folder);
}

Result<void> append(const std::filesystem::path& path, std::string_view text) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644));
    if (!file.is_open() || !write_all(file.number(), text) || !file.close())
        return system_error(path, "write", errno);
    return {};
}

Result<void> sync(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.is_open() || ::fsync(file.number()) != 0) return system_error(path, "save", errno);
    return sync_folder(parent_of(path));
}

Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder,
                                                            std::string_view suffix) {
    namespace fs = std::filesystem;
    std::error_code problem;
    std::vector<fs::path> found;
    fs::recursive_directory_iterator entry(folder, problem);
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (!std::string_view(name).ends_with(suffix)) continue;
        std::error_code unknown;  // a link that leads nowhere is no file
        if (entry->is_regular_file(unknown)) found.push_back(entry->path());
    }
    if (problem) return system_error(folder, "list the folder", problem.value());
    std::sort(found.begin(), found.end());
    return found;
}

Result<TemporaryFolder> TemporaryFolder::create(std::string_view purpose) {
    std::error_code problem;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(problem);
    if (problem) return system_error("TMPDIR", "find the folder for temporary files", problem.value());
    std::string name = (parent / ("tally-" + std::string(purpose) + "-XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) return system_error(parent, "create a folder", errno);
    return TemporaryFolder(name);
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<FolderLock> FolderLock::acquire(const std::filesystem::path& folder) {
    if (Result<void> created = create_folders(folder); !created) return created.error();
    Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.is_open()) return system_error(folder, "open the folder", errno);
    while (::flock(directory.number(), LOCK_EX) != 0) {
        if (errno != EINTR) return system_error(folder, "lock the folder", errno);
    }
    return FolderLock(directory.release());
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tally::files
