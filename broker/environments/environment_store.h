// The table of environments.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "environments/environment.h"
#include "storage/database.h"

namespace tally::environments {

std::optional<Environment> find_environment(storage::Transaction& transaction, std::string_view uuid);
std::optional<Environment> find_environment_named(storage::Transaction& transaction, std::string_view name);
std::optional<Environment> find_environment(storage::Transaction& transaction, std::int64_t id);
// By display name ignoring case, then name.
std::vector<Environment> list_environments(storage::Transaction& transaction);

// The id and times of `environment` do not count.
void insert_environment(storage::Transaction& transaction, const Environment& environment,
                        std::string_view now);
void update_environment(storage::Transaction& transaction, const Environment& environment,
                        std::string_view now);
// With its deployed and released versions.
void delete_environment(storage::Transaction& transaction, std::int64_t id);

}  // namespace tally::environments
