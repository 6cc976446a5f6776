// Files of recorded answers: {"about": ..., "observedOn": ..., "cases": [{"id": "regex-0001", ...}, ...]}.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/known_differences.h"
#include "conformance/oracle/checks.h"
#include "tally/result.h"

namespace tally::conformance {

struct OracleFile {
    std::filesystem::path path;
    const OracleKind* kind = nullptr;
    json::Value document;  // null when it could not be read
    std::string problem;   // why it could not be read
};

// All such files below a folder in the order of their paths, recognised by their names, else by the ids of
// their cases. Published cases and other JSON files are left out.
Result<std::vector<OracleFile>> list_oracle_files(const std::filesystem::path& folder);

// One of them; nothing when it is no such file.
std::optional<OracleFile> read_oracle_file(const std::filesystem::path& path);

struct OracleOutcomes {
    std::size_t passed = 0;
    using Counts = std::map<std::string, std::size_t, std::less<>>;
    Counts left_out;    // why -> cases
    Counts documented;  // title of the difference -> cases
    struct Failure {
        std::string id;
        std::string reason;
    };
    std::vector<Failure> failed;
};

// A case that is known to differ is counted under its reason; it fails when it holds.
OracleOutcomes run_oracle_file(const OracleFile& file, const KnownDifferences& known);

}  // namespace tally::conformance
