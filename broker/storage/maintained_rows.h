// The rows that every write keeps up to date beside the facts, so that questions never scan history: heads of
// branches and tags, what is in environments, newest results, proofs.
#pragma once

#include <string_view>
#include <vector>

#include "storage/database.h"

namespace tally::storage {

struct MaintainedTable {
    std::string_view name;
    std::string_view columns;  // all of them, the key first
    std::string_view facts;    // a SELECT of the same columns from the tables of facts
};

const std::vector<MaintainedTable>& maintained_tables();

// Computes all of them again from the facts. After correct writes this changes nothing.
void rebuild(Transaction& transaction);

}  // namespace tally::storage
