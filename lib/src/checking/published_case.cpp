#include "checking/published_case.h"

#include <iterator>
#include <vector>

#include "base/json.h"
#include "format/read_contract.h"
#include "matching/match.h"

namespace tally::checking {
namespace {

namespace fs = std::filesystem;
using model::SpecVersion;

std::optional<SpecVersion> version_of(const std::string& folder) {
    if (folder == "v1") return SpecVersion::v1;
    if (folder == "v1.1") return SpecVersion::v1_1;
    if (folder == "v2") return SpecVersion::v2;
    if (folder == "v3") return SpecVersion::v3;
    if (folder == "v4") return SpecVersion::v4;
    return std::nullopt;
}

std::optional<PartKind> kind_of(const std::string& folder) {
    if (folder == "request") return PartKind::request;
    if (folder == "response") return PartKind::response;
    if (folder == "message") return PartKind::message;
    return std::nullopt;
}

// The expectation and what came, read with the same reader and compared as a whole.
template <class Part, class Read, class Match>
Result<matching::Mismatches> compare(const json::Value& expected, const json::Value& actual, Read read,
                                     Match match) {
    const Result<Part> wanted = read(json::to_text(expected), "expected");
    if (!wanted) return wanted.error();
    const Result<Part> received = read(json::to_text(actual), "actual");
    if (!received) return received.error();
    return match(*wanted, *received);
}

Result<matching::Mismatches> compare(const CaseOrigin& origin, bool strict_compat,
                                     const json::Value& expected, const json::Value& actual) {
    matching::Settings settings;
    settings.version = origin.version;
    settings.strict_compat = strict_compat;
    switch (origin.kind) {
        case PartKind::request:
            return compare<model::Request>(
                expected, actual,
                [&](const auto& text, auto name) { return format::read_request(text, name, origin.version); },
                [&](const auto& a, const auto& b) { return matching::match_request(a, b, settings); });
        case PartKind::response:
            return compare<model::Response>(
                expected, actual,
                [&](const auto& text, auto name) {
                    return format::read_response(text, name, origin.version);
                },
                [&](const auto& a, const auto& b) { return matching::match_response(a, b, settings); });
        case PartKind::message:
            return compare<model::MessagePart>(
                expected, actual,
                [&](const auto& text, auto name) {
                    return format::read_message_part(text, name, origin.version);
                },
                [&](const auto& a, const auto& b) { return matching::match_message(a, b, settings); });
    }
    return matching::Mismatches{};
}

}  // namespace

std::optional<CaseOrigin> case_origin(const fs::path& file) {
    constexpr std::size_t depth = 4;
    std::vector<std::string> parts;
    for (const fs::path& part : fs::absolute(file).lexically_normal()) parts.push_back(part.string());
    if (parts.size() < depth) return std::nullopt;
    const auto first = parts.end() - depth;
    const auto version = version_of(first[0]);
    const auto kind = kind_of(first[1]);
    if (!version || !kind) return std::nullopt;
    return CaseOrigin{first[0] + '/' + first[1] + '/' + first[2] + '/' + first[3], *version, *kind};
}

Result<CaseComparison> compare_case(std::string_view text, std::string_view name, const CaseOrigin& origin,
                                    bool strict_compat) {
    Result<json::Value> document = json::parse(text);
    if (!document) {
        Error error = document.error();
        error.where = std::string(name) + ':' + error.where;
        return error;
    }
    const json::Value* match = document->find("match");
    const json::Value* expected = document->find("expected");
    const json::Value* actual = document->find("actual");
    if (!match || !match->boolean() || !expected || !actual) {
        return Error{ErrorCode::invalid_input, std::string(name),
                     "the file is not a case: it needs 'match', 'expected' and 'actual'",
                     "give a case of the published specification"};
    }
    Result<matching::Mismatches> mismatches = compare(origin, strict_compat, *expected, *actual);
    if (!mismatches) {
        Error error = mismatches.error();
        error.where = std::string(name) + ": " + error.where;
        return error;
    }
    CaseComparison comparison;
    comparison.should_match = *match->boolean();
    if (const json::Value* comment = document->find("comment"); comment && comment->string())
        comparison.comment = *comment->string();
    comparison.mismatches = std::move(*mismatches);
    return comparison;
}

}  // namespace tally::checking
