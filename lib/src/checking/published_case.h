// The published specification cases: one JSON file each with an expectation, what came, and whether they
// match.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "matching/mismatch.h"
#include "model/spec_version.h"
#include "tally/result.h"

namespace tally::checking {

enum class PartKind : std::uint8_t { request, response, message };

// What only the folders of a case say.
struct CaseOrigin {
    std::string id;  // "v3/request/body/matches.json"; slashes on every system
    model::SpecVersion version = model::SpecVersion::v4;
    PartKind kind = PartKind::request;
};

// <version>/<kind>/<part>/<name>.json, wherever that starts in the path; nothing for other paths.
std::optional<CaseOrigin> case_origin(const std::filesystem::path& file);

struct CaseComparison {
    bool should_match = false;  // says the case
    std::string comment;
    matching::Mismatches mismatches;
};
// An Error when the text is no case. Error::where starts with `name`.
Result<CaseComparison> compare_case(std::string_view text, std::string_view name, const CaseOrigin& origin,
                                    bool strict_compat);

}  // namespace tally::checking
