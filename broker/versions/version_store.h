// The table of versions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pacticipants/pacticipant.h"
#include "storage/database.h"
#include "versions/version.h"
#include "web/paging.h"

namespace tally::versions {

std::optional<Version> find_version(storage::Transaction& transaction, std::string_view pacticipant,
                                    std::string_view number);
std::optional<Version> find_version(storage::Transaction& transaction, std::int64_t id);

struct FoundOrCreated {
    Version version;
    bool created = false;
};
FoundOrCreated find_or_create_version(storage::Transaction& transaction,
                                      const pacticipants::Pacticipant& pacticipant, std::string_view number,
                                      std::string_view now);

void set_build_url(storage::Transaction& transaction, Version& version,
                   const std::optional<std::string>& build_url, std::string_view now);

// With its tags, branch links, contracts, results and everything else of it; heads of tags and branches move
// back.
void delete_version(storage::Transaction& transaction, const Version& version);

// The newest one, or the newest one with the tag.
std::optional<Version> find_latest_version(storage::Transaction& transaction, std::string_view pacticipant);
std::optional<Version> find_latest_version_with_tag(storage::Transaction& transaction,
                                                    std::string_view pacticipant, std::string_view tag);
// The head of the branch.
std::optional<Version> find_branch_head(storage::Transaction& transaction, std::string_view pacticipant,
                                        std::string_view branch);

// The versions of a pacticipant that somebody depends on: the head of its main branch and what is in
// environments now, oldest first.
struct VersionInUse {
    Version version;
    std::vector<std::string> uses;  // what it is, in words
    std::optional<std::string> main_branch = std::nullopt;  // that it is the head of
};
std::vector<VersionInUse> list_versions_in_use(storage::Transaction& transaction,
                                               std::int64_t pacticipant_id);

// Newest first.
struct VersionFilter {
    enum class By { none, branch, tag, environment } by = By::none;
    std::string_view name = {};  // of the branch or tag, or the uuid of the environment
};
std::vector<Version> list_versions(storage::Transaction& transaction, std::string_view pacticipant,
                                   const VersionFilter& filter, const std::optional<web::Page>& page);
std::int64_t count_versions(storage::Transaction& transaction, std::string_view pacticipant,
                            const VersionFilter& filter);

}  // namespace tally::versions
