// Whether a provider has proved contents before: what decides about pending and work in progress.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "storage/database.h"

namespace tally::verifications {

// Which successful results count.
enum class Counted { all, not_as_wip };

// Those of the contents that have been proved.
using Proved = std::set<std::int64_t>;

// A successful result by a provider version on the branch; or on another branch, published before this branch
// was first used, so that a new branch inherits what was proved. Of a branch that does not exist yet any
// other counts.
Proved proved_for_branch(storage::Transaction& transaction, const std::vector<std::int64_t>& content_ids,
                         std::int64_t provider_id, std::string_view branch, Counted counted);
// The same for a tag.
Proved proved_for_tag(storage::Transaction& transaction, const std::vector<std::int64_t>& content_ids,
                      std::int64_t provider_id, std::string_view tag, Counted counted);
Proved proved_at_all(storage::Transaction& transaction, const std::vector<std::int64_t>& content_ids);
// Whether there was a successful result before a stored time.
bool proved_before(storage::Transaction& transaction, std::int64_t content_id, std::string_view time);
// The id of the newest provider version that it is green with: its newest result is a success.
std::optional<std::int64_t> newest_green_version(storage::Transaction& transaction, std::int64_t content_id);

}  // namespace tally::verifications
