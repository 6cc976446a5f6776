// A question to the matrix: which versions, against which others, and what to leave out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tally/result.h"
#include "web/query.h"

namespace tally::matrix {

// Versions of one pacticipant; of all its members at most one way is used to say which.
struct VersionSelector {
    std::string pacticipant;
    std::optional<std::string> version = std::nullopt;
    std::optional<std::string> tag = std::nullopt;
    std::optional<std::string> branch = std::nullopt;
    std::optional<std::string> environment = std::nullopt;
    bool main_branch = false;
    bool latest = false;  // of the tag, the branch, or at all

    bool names_only() const { return !version && !tag && !branch && !environment && !main_branch && !latest; }
    bool operator==(const VersionSelector&) const = default;
};

// What to keep of several rows about the same: of each consumer version and provider version, of each
// consumer version and provider, of each pair the one with the newest provider version.
enum class LatestBy { none, cvpv, cvp, cp };

// Where to look for the pacticipants that the selectors do not name.
struct Target {
    std::optional<std::string> tag = std::nullopt;
    std::optional<std::string> environment = std::nullopt;
    bool main_branch = false;
    bool latest = false;

    bool is_given() const { return tag || environment || main_branch || latest; }
    bool is_place() const { return tag || environment || main_branch; }
    bool operator==(const Target&) const = default;
};

struct IgnoreSelector {
    std::string pacticipant;
    std::optional<std::string> version = std::nullopt;
};

struct MatrixQuestion {
    std::vector<VersionSelector> selectors;
    Target target;
    LatestBy latest_by = LatestBy::none;
    std::vector<std::optional<bool>> success;  // empty: any; nothing stands for unknown
    std::optional<std::int64_t> limit;         // as asked for
    std::vector<IgnoreSelector> ignored;

    bool is_browsing() const;  // by names only, nobody decides about a deployment
};

// What is wrong goes to `errors`, one sentence each; the rest is filled in as far as possible.
MatrixQuestion read_matrix_question(const web::Query& query, std::vector<std::string>& errors);

// `ignore[]=X`, `ignore[][pacticipant]=X&ignore[][version]=1`
std::vector<IgnoreSelector> read_ignored(const web::Query& query);

}  // namespace tally::matrix
