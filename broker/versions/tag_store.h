// Tags of versions, and the maintained newest version of each tag.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "storage/database.h"
#include "versions/version.h"

namespace tally::versions {

std::optional<Tag> find_tag(storage::Transaction& transaction, std::int64_t version_id,
                            std::string_view name);
std::vector<Tag> list_tags(storage::Transaction& transaction, std::int64_t version_id);  // by name

// False when the version had it already.
bool add_tag(storage::Transaction& transaction, const Version& version, std::string_view name,
             std::string_view now);
// False when the version did not have it.
bool remove_tag(storage::Transaction& transaction, const Version& version, std::string_view name);

}  // namespace tally::versions
