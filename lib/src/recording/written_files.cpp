#include "recording/written_files.h"

#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/log.h"

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

// How long a process that goes on recording may leave a file to the system alone.
constexpr std::chrono::seconds kMaxUnsynced{1};

// Contracts of more than this are read anew: memory of a process is not for keeping copies of them.
constexpr std::size_t kMaxKeptText = 8u << 20;

fs::path key_of(const fs::path& path) {
    std::error_code ignored;
    const fs::path absolute = fs::absolute(path, ignored);
    return absolute.empty() ? path : absolute.lexically_normal();
}

}  // namespace

WrittenFiles& WrittenFiles::of_this_process() {
    // Never destroyed: a thread may still be recording when the process ends.
    static WrittenFiles* const files = [] {
        std::atexit([] { of_this_process().sync(); });
        return new WrittenFiles;
    }();
    return *files;
}

std::optional<KnownContract> WrittenFiles::take(const fs::path& path, const std::string& text) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(key_of(path));
    if (found == files_.end() || !found->second.contract || found->second.text != text) return std::nullopt;
    return std::exchange(found->second.contract, std::nullopt);
}

void WrittenFiles::give_back(const fs::path& path, std::string text, KnownContract contract) {
    const std::lock_guard lock(mutex_);
    keep(files_[key_of(path)], std::move(text), std::move(contract));
}

Result<void> WrittenFiles::write(const fs::path& path, std::string text, KnownContract contract) {
    const fs::path key = key_of(path);
    const Instant now = std::chrono::steady_clock::now();
    bool sync_now = false;
    {
        const std::lock_guard lock(mutex_);
        const File& file = files_[key];
        sync_now = !file.synced && now - file.unsynced_since >= kMaxUnsynced;
    }
    const Result<void> written =
        files::write_atomically(path, text, sync_now ? files::Durability::at_once : files::Durability::later);
    if (!written) return written;

    const std::lock_guard lock(mutex_);
    File& file = files_[key];
    if (sync_now) {
        file.synced = true;
    } else if (std::exchange(file.synced, false)) {
        file.unsynced_since = now;
    }
    keep(file, std::move(text), std::move(contract));
    return {};
}

void WrittenFiles::keep(File& file, std::string text, KnownContract contract) {
    if (text.size() > kMaxKeptText) {
        file.text.clear();
        file.contract.reset();
    } else {
        file.text = std::move(text);
        file.contract = std::move(contract);
    }
}

void WrittenFiles::sync() {
    std::vector<fs::path> unsynced;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [path, file] : files_) {
            if (!std::exchange(file.synced, true)) unsynced.push_back(path);
        }
    }
    std::error_code ignored;
    for (const fs::path& path : unsynced) {
        // A test may have removed its folder since.
        if (!fs::exists(path, ignored)) continue;
        if (const Result<void> synced = files::sync(path); !synced)
            log::error("a contract may not be on the disk: " + synced.error().text());
    }
}

}  // namespace tally::recording
