// Tags of versions, and the maintained newest version of each tag.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.h"
#include "versions/version.h"

namespace tally::versions {

std::optional<Tag> find_tag(storage::Transaction& transaction, std::int64_t version_id,
                            std::string_view name);
std::vector<Tag> list_tags(storage::Transaction& transaction, std::int64_t version_id);  // by name
// Of each version the names of the tags that it is the newest version with, by name.
std::map<std::int64_t, std::vector<std::string>> list_tags_headed_by(
    storage::Transaction& transaction, const std::vector<std::int64_t>& version_ids);

// False when the version had it already.
bool add_tag(storage::Transaction& transaction, const Version& version, std::string_view name,
             std::string_view now);
// False when the version did not have it.
bool remove_tag(storage::Transaction& transaction, const Version& version, std::string_view name);

}  // namespace tally::versions
