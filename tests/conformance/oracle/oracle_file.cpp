#include "conformance/oracle/oracle_file.h"

#include <algorithm>
#include <exception>

#include "base/files.h"
#include "checking/published_case.h"
#include "conformance/oracle/members.h"

namespace tally::conformance {
namespace {

namespace fs = std::filesystem;

// "regex-0001" is a case of "regex".
const OracleKind* kind_of_cases(const json::Value& document) {
    const json::Array& cases = items_of(document, "cases");
    if (cases.empty()) return nullptr;
    const std::string id = text_of(cases.front(), "id");
    return find_oracle_kind(std::string_view(id).substr(0, id.rfind('-')));
}

Verdict checked(const OracleFile& file, const json::Value& recorded) {
    try {
        return run_check(file.kind->check, recorded, file.document);
    } catch (const std::exception& broken) {
        return differs(std::string("the check ended early: ") + broken.what());
    }
}

void count(const std::string& id, const Verdict& verdict, const KnownDifferences& known,
           OracleOutcomes& outcomes) {
    const auto difference = known.find(id);
    const bool is_known = difference != known.end();
    switch (verdict.outcome) {
        case Outcome::holds:
            if (is_known) {
                outcomes.failed.push_back(
                    {id, "holds although it is listed as a known difference; remove it from the list"});
            } else {
                ++outcomes.passed;
            }
            break;
        case Outcome::differs:
            if (is_known) {
                ++outcomes.documented[difference->second];
            } else {
                outcomes.failed.push_back({id, verdict.reason});
            }
            break;
        case Outcome::documented:
            ++outcomes.documented[verdict.reason];
            break;
        case Outcome::left_out:
            ++outcomes.left_out[verdict.reason];
            break;
    }
}

}  // namespace

std::optional<OracleFile> read_oracle_file(const fs::path& path) {
    OracleFile file{path, find_oracle_kind(path.stem().string()), {}, {}};
    constexpr std::size_t max_bytes = 64u << 20;
    const Result<std::string> text = files::read(path, max_bytes);
    const Result<json::Value> document = text ? json::parse(*text) : Result<json::Value>(text.error());
    if (!document) {
        // Of a file with another name nobody knows what it should have been.
        file.problem = document.error().text();
        return file.kind ? std::optional(std::move(file)) : std::nullopt;
    }
    if (!member(*document, "cases").is_array()) return std::nullopt;
    if (!file.kind) file.kind = kind_of_cases(*document);
    if (!file.kind) return std::nullopt;
    file.document = *document;
    return file;
}

Result<std::vector<OracleFile>> list_oracle_files(const fs::path& folder) {
    Result<std::vector<fs::path>> paths = files::list_recursively(folder, ".json");
    if (!paths) return std::move(paths).error();
    std::sort(paths->begin(), paths->end());
    std::vector<OracleFile> found;
    for (const fs::path& path : *paths) {
        if (checking::case_origin(path)) continue;
        if (auto file = read_oracle_file(path)) found.push_back(std::move(*file));
    }
    return found;
}

OracleOutcomes run_oracle_file(const OracleFile& file, const KnownDifferences& known) {
    OracleOutcomes outcomes;
    if (!file.problem.empty()) {
        outcomes.failed.push_back({std::string(file.kind->name), file.problem});
        return outcomes;
    }
    const json::Array& cases = items_of(file.document, "cases");
    for (const json::Value& recorded : cases)
        count(text_of(recorded, "id"), checked(file, recorded), known, outcomes);
    return outcomes;
}

}  // namespace tally::conformance
