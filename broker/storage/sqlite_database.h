// The embedded database: one SQLite file in WAL mode. One writer with grouped commits, readers in parallel.
#pragma once

#include <filesystem>
#include <memory>

#include "storage/database.h"
#include "tally/result.h"

namespace tally::storage {

// Opens or creates the file (mode 0600); the folder must exist. The schema is left alone: see migrate().
Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path& file);

}  // namespace tally::storage
