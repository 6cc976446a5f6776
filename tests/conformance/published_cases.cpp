#include "conformance/published_cases.h"

#include <algorithm>
#include <optional>

#include "base/files.h"

namespace tally::conformance {
namespace {

namespace fs = std::filesystem;

std::string told(const matching::Mismatches& mismatches) {
    std::string text;
    for (const matching::Mismatch& mismatch : mismatches) {
        text += "\n    " + std::string(matching::kind_name(mismatch.kind)) + ' ' + mismatch.location + ": " +
                mismatch.sentence;
    }
    return text;
}

}  // namespace

Result<std::vector<PublishedCase>> list_cases(const fs::path& folder) {
    Result<std::vector<fs::path>> files = files::list_recursively(folder, ".json");
    if (!files) return std::move(files).error();
    std::vector<PublishedCase> cases;
    for (const fs::path& file : *files) {
        if (auto origin = checking::case_origin(file)) cases.push_back({std::move(*origin), file});
    }
    std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return cases;
}

CaseResult run_case(const PublishedCase& published) {
    CaseResult result;
    constexpr std::size_t max_bytes = 16u << 20;
    const Result<std::string> text = files::read(published.file, max_bytes);
    if (!text) {
        result.reason = text.error().text();
        return result;
    }
    constexpr bool strict_compat = false;
    const auto compared = checking::compare_case(*text, published.file.string(), published, strict_compat);
    if (!compared) {
        result.reason = compared.error().text();
        return result;
    }
    result.comment = compared->comment;
    result.passed = compared->mismatches.empty() == compared->should_match;
    if (!result.passed) {
        result.reason = compared->should_match ? "should match but differs:" + told(compared->mismatches)
                                               : "should differ but no difference was found";
    }
    return result;
}

}  // namespace tally::conformance
