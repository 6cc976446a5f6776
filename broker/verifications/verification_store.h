// The table of results, and the maintained rows of each (content, provider version): the newest
// result, and since when there has been a successful one.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "storage/database.h"
#include "storage/in_list.h"
#include "verifications/verification.h"

namespace tally::verifications {

// Sets the number.
void save_verification(storage::Transaction& transaction, Verification& verification);
std::optional<Verification> find_verification(storage::Transaction& transaction, std::int64_t content_id,
                                              std::int64_t number);
// The newest of the content by any provider version.
std::optional<Verification> find_latest(storage::Transaction& transaction, std::int64_t content_id);
// The same of many contents: those that have one, without the test results, which may be long.
std::map<std::int64_t, Verification> find_latest_of(storage::Transaction& transaction,
                                                    const std::vector<std::int64_t>& content_ids);
// The same by the versions on the provider's main branch.
std::optional<Verification> find_latest_of_main_branch(storage::Transaction& transaction, std::int64_t content_id);
// The newest of any content of the pair.
std::optional<Verification> find_latest_of_pair(storage::Transaction& transaction, std::int64_t consumer_id,
                                                std::int64_t provider_id);
// The newest of the content by that provider version.
std::optional<Verification> find_newest(storage::Transaction& transaction, std::int64_t content_id,
                                        std::int64_t provider_version_id);
void delete_verification(storage::Transaction& transaction, const Verification& verification);

// Those of the contents and provider versions that have a result.
std::set<storage::IdPair> with_results(storage::Transaction& transaction,
                                       const std::vector<storage::IdPair>& contents_and_versions);

}  // namespace tally::verifications
