// The table of pacticipants.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pacticipants/pacticipant.h"
#include "storage/database.h"
#include "web/paging.h"

namespace tally::pacticipants {

std::optional<Pacticipant> find_pacticipant(storage::Transaction& transaction, std::string_view name);

// Those of the names that are known.
std::vector<Pacticipant> find_pacticipants(storage::Transaction& transaction,
                                           const std::vector<std::string>& names);

// The one of that name; created when there is none. Clients publish in parallel, so finding one is never an
// error.
Pacticipant find_or_create_pacticipant(storage::Transaction& transaction, std::string_view name,
                                       std::string_view now);

// Does nothing when there is one of that name already. The id and times of `pacticipant` do not count.
void insert_pacticipant(storage::Transaction& transaction, const Pacticipant& pacticipant,
                        std::string_view now);
// Replaces everything but the name.
void update_pacticipant(storage::Transaction& transaction, const Pacticipant& pacticipant,
                        std::string_view now);

// With its versions, contracts, results, tags and branches.
void delete_pacticipant(storage::Transaction& transaction, std::int64_t id);

// Sorted by name ignoring case. `part` is looked for in names, ignoring case; empty finds all.
std::vector<Pacticipant> list_pacticipants(storage::Transaction& transaction, std::string_view part,
                                           const std::optional<web::Page>& page);
std::int64_t count_pacticipants(storage::Transaction& transaction, std::string_view part);
std::vector<std::string> list_names(storage::Transaction& transaction);

// Unless it has one.
void set_first_main_branch(storage::Transaction& transaction, std::int64_t id, std::string_view branch,
                           std::string_view now);

}  // namespace tally::pacticipants
