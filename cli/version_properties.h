// Commit, branch and build URL of the version that is being built, from the build server's environment or
// from git.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tally::cli {

struct VersionProperties {
    std::string commit;
    std::string branch;
    std::string build_url;
    std::string source;  // "GitHub Actions", "git"; for messages
};

using EnvironmentLookup = std::function<std::optional<std::string>(const char* name)>;

// What the build server says; nothing where no known one is recognised.
std::optional<VersionProperties> from_build_server(const EnvironmentLookup& environment);

// What git says of the current folder; empty members where it says nothing (no repository, a detached head).
VersionProperties from_git();

// The build server's word first, git's for what it leaves open.
VersionProperties detect_version_properties(const EnvironmentLookup& environment);

}  // namespace tally::cli
