#include "conformance/published_cases.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/files.h"
#include "base/json.h"
#include "format/read_contract.h"
#include "matching/match.h"

namespace tally::conformance {
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

// <version>/<kind>/<part>/<name>.json, wherever that starts in the path.
std::optional<PublishedCase> as_case(const fs::path& file) {
    constexpr std::size_t depth = 4;
    std::vector<std::string> parts;
    for (const fs::path& part : fs::absolute(file).lexically_normal()) parts.push_back(part.string());
    if (parts.size() < depth) return std::nullopt;
    const auto first = parts.end() - depth;
    const auto version = version_of(first[0]);
    const auto kind = kind_of(first[1]);
    if (!version || !kind) return std::nullopt;
    return PublishedCase{file, first[0] + '/' + first[1] + '/' + first[2] + '/' + first[3], *version, *kind};
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

Result<matching::Mismatches> compare(const PublishedCase& published, const json::Value& expected,
                                     const json::Value& actual) {
    matching::Settings settings;
    settings.version = published.version;
    switch (published.kind) {
        case PartKind::request:
            return compare<model::Request>(
                expected, actual,
                [&](const auto& text, auto name) {
                    return format::read_request(text, name, published.version);
                },
                [&](const auto& a, const auto& b) { return matching::match_request(a, b, settings); });
        case PartKind::response:
            return compare<model::Response>(
                expected, actual,
                [&](const auto& text, auto name) {
                    return format::read_response(text, name, published.version);
                },
                [&](const auto& a, const auto& b) { return matching::match_response(a, b, settings); });
        case PartKind::message:
            return compare<model::MessagePart>(
                expected, actual,
                [&](const auto& text, auto name) {
                    return format::read_message_part(text, name, published.version);
                },
                [&](const auto& a, const auto& b) { return matching::match_message(a, b, settings); });
    }
    return matching::Mismatches{};
}

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
        if (auto published = as_case(file)) cases.push_back(std::move(*published));
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
    const Result<json::Value> document = json::parse(*text);
    if (!document) {
        result.reason = document.error().text();
        return result;
    }
    const json::Value* match = document->find("match");
    const json::Value* expected = document->find("expected");
    const json::Value* actual = document->find("actual");
    if (const json::Value* comment = document->find("comment"); comment && comment->string()) {
        result.comment = *comment->string();
    }
    if (!match || !match->boolean() || !expected || !actual) {
        result.reason = "the file is not a case: it needs 'match', 'expected' and 'actual'";
        return result;
    }
    const Result<matching::Mismatches> mismatches = compare(published, *expected, *actual);
    if (!mismatches) {
        result.reason = mismatches.error().text();
        return result;
    }
    result.passed = mismatches->empty() == *match->boolean();
    if (!result.passed) {
        result.reason = *match->boolean() ? "should match but differs:" + told(*mismatches)
                                          : "should differ but no difference was found";
    }
    return result;
}

}  // namespace tally::conformance
