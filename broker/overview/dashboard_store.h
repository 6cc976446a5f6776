// Which contracts the dashboard shows.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"
#include "storage/in_list.h"

namespace tally::overview {

// The ids of publications: of each pair of consumer and provider the newest contract, those of versions that
// are in environments now, and the newest with each tag. What was published or verified last comes first.
std::vector<std::int64_t> list_shown(storage::Transaction& transaction,
                                     const std::optional<storage::IdPair>& pair);

// Of each publication the tags of which it is the newest contract of its pair, by name.
std::map<std::int64_t, std::vector<std::string>> list_newest_tags(
    storage::Transaction& transaction, const std::vector<std::int64_t>& publication_ids);

}  // namespace tally::overview
