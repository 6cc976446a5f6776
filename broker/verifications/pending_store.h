// Whether a provider has proved a content before: what decides about pending and work in progress.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "storage/database.h"

namespace tally::verifications {

// Which successful results count.
enum class Counted { all, not_as_wip };

// A successful result by a provider version on the branch; or on another branch, published before this branch
// was first used, so that a new branch inherits what was proved. Of a branch that does not exist yet any
// other counts.
bool proved_for_branch(storage::Transaction& transaction, std::int64_t content_id, std::int64_t provider_id,
                       std::string_view branch, Counted counted);
// The same for a tag.
bool proved_for_tag(storage::Transaction& transaction, std::int64_t content_id, std::int64_t provider_id,
                    std::string_view tag, Counted counted);
bool proved_at_all(storage::Transaction& transaction, std::int64_t content_id);
// Whether there was a successful result before a stored time.
bool proved_before(storage::Transaction& transaction, std::int64_t content_id, std::string_view time);
// The id of the newest provider version that has proved it.
std::optional<std::int64_t> newest_proof(storage::Transaction& transaction, std::int64_t content_id);

}  // namespace tally::verifications
