#include "recording/project_path.h"

#include <filesystem>
#include <system_error>

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

bool has(const fs::path& folder, const char* name) {
    std::error_code ignored;
    return fs::exists(folder / name, ignored);
}

fs::path project_root(const fs::path& folder) {
    for (fs::path at = folder;; at = at.parent_path()) {
        if (has(at, ".git")) return at;
        if (at == at.parent_path()) break;
    }
    fs::path farthest;
    for (fs::path at = folder; has(at, "CMakeLists.txt") && at != at.parent_path(); at = at.parent_path())
        farthest = at;
    return farthest;
}

}  // namespace

std::string path_in_project(const std::string& file) {
    const fs::path path = fs::path(file).lexically_normal();
    if (path.is_relative()) {
        fs::path inside;
        for (const fs::path& part : path) {
            if (part != "..") inside /= part;
        }
        return inside.generic_string();
    }
    const fs::path root = project_root(path.parent_path());
    return root.empty() ? path.filename().generic_string() : path.lexically_relative(root).generic_string();
}

}  // namespace tally::recording
