// Whether the tables of a database fit together.
#pragma once

#include <string>

#include "storage/database.h"

namespace tally::testing_support {

struct MaintainedRows {
    std::string maintained;  // every row as text, sorted
    std::string rebuilt;     // the same after they were computed from the facts
};

// Leaves the computed rows behind.
MaintainedRows compare_with_rebuild(storage::Database& database);

// What the engine finds wrong with the file and with the foreign keys; "" when nothing.
std::string find_damage(storage::Database& database);

}  // namespace tally::testing_support
