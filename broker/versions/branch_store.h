// Branches, the versions on them, and the maintained head of each: the version added last.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.h"
#include "versions/version.h"
#include "web/paging.h"

namespace tally::versions {

std::optional<Branch> find_branch(storage::Transaction& transaction, std::string_view pacticipant,
                                  std::string_view name);
// The most recently updated first. `part` is looked for in names, ignoring case.
std::vector<Branch> list_branches(storage::Transaction& transaction, std::string_view pacticipant,
                                  std::string_view part, const std::optional<web::Page>& page);
std::int64_t count_branches(storage::Transaction& transaction, std::string_view pacticipant,
                            std::string_view part);
void delete_branch(storage::Transaction& transaction, std::int64_t id);  // versions and their contracts stay

// The branches of a version, the one it was added to last at the end.
std::vector<BranchMembership> list_memberships(storage::Transaction& transaction, std::int64_t version_id);
std::optional<BranchMembership> find_membership(storage::Transaction& transaction, std::int64_t version_id,
                                                std::string_view branch);

// Of each version the names of the branches that it is the head of, the branch that was created last at the end.
std::map<std::int64_t, std::vector<std::string>> list_branches_headed_by(storage::Transaction& transaction,
                                                                         const std::vector<std::int64_t>& version_ids);

enum class Origin { user, automatic };
// Creates the branch when it is missing. False when the version was on it already: then its head does not
// move.
bool add_to_branch(storage::Transaction& transaction, const Version& version, std::string_view branch,
                   Origin origin, std::string_view now);
// False when the version was not on it. The head moves back to the version added before.
bool remove_from_branch(storage::Transaction& transaction, const Version& version, std::string_view branch);

}  // namespace tally::versions
