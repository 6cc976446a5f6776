// What a selector means at this moment: a set of versions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matrix/matrix_question.h"
#include "storage/database.h"

namespace tally::matrix {

struct SelectedVersion {
    std::int64_t id = 0;
    std::string number;
    std::int64_t position = 0;
};

struct SelectedVersions {
    VersionSelector selector;
    std::int64_t pacticipant_id = 0;  // 0: there is no pacticipant of that name
    bool is_specified = true;         // named in the question, not inferred from it
    std::vector<SelectedVersion> versions;
    bool is_ignored = false;  // as the question says; then it may be missing

    bool is_any() const { return selector.names_only(); }  // all versions; they are not listed
    bool is_nothing() const { return !is_any() && versions.empty(); }
};

SelectedVersions select_versions(storage::Transaction& transaction, const VersionSelector& selector);

// Of each of these pacticipants the versions that are meant by the target, oldest first: what select_versions() answers
// for each of them, in one question.
std::map<std::int64_t, std::vector<SelectedVersion>> versions_at_target(
    storage::Transaction& transaction, const Target& target,
    const std::vector<std::int64_t>& pacticipant_ids);

// "version 1 of Foo", "the latest version of Bar with tag prod (7)", "any version of Bar". `numbers` says
// which of several is meant; by default the only one.
std::string describe(const SelectedVersions& selected, const std::vector<std::string>& numbers = {});

// "No version of Bar is currently in prod": a sentence for a selector that finds nothing.
std::string describe_absence(const VersionSelector& selector);

}  // namespace tally::matrix
