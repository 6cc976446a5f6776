// The schema as a list of steps that only go forward. A step is never edited after a release.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/database.h"

namespace tally::storage {

struct Migration {
    int number;             // 1, 2, ... without gaps
    std::string_view name;  // of its file, without number and ending
    std::string_view sql;   // with the macros of Dialect
};

const std::vector<Migration>& migrations();

// Applies what is missing, all in one transaction. Throws StorageError when the database was written by a
// newer Tally.
void migrate(Database& database, std::string_view now);

std::string expand_macros(std::string_view sql, const Dialect& dialect);

}  // namespace tally::storage
