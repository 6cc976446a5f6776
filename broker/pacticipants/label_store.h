// The table of labels.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pacticipants/pacticipant.h"
#include "storage/database.h"

namespace tally::pacticipants {

struct Label {
    std::string name;
    std::string created_at;
};

std::optional<Label> find_label(storage::Transaction& transaction, std::int64_t pacticipant_id,
                                std::string_view name);
std::vector<Label> list_labels(storage::Transaction& transaction, std::int64_t pacticipant_id);  // by name
std::vector<std::string> list_label_names(storage::Transaction& transaction);                    // distinct
// Sorted by name ignoring case.
std::vector<Pacticipant> list_pacticipants_with_label(storage::Transaction& transaction,
                                                      std::string_view label);

// False when the pacticipant had it already.
bool add_label(storage::Transaction& transaction, std::int64_t pacticipant_id, std::string_view name,
               std::string_view now);
bool remove_label(storage::Transaction& transaction, std::int64_t pacticipant_id, std::string_view name);

}  // namespace tally::pacticipants
