// A database on a PostgreSQL server, which several brokers may share. Readers in parallel, one writer at a
// time among all brokers, with grouped commits.
#pragma once

#include <memory>
#include <string>

#include "storage/database.h"
#include "storage/postgres_url.h"
#include "tally/result.h"

namespace tally::storage {

// Loads libpq and connects; waits for a server that is not reachable yet. The schema is left alone: see
// migrate().
Result<std::unique_ptr<Database>> open_postgres(const PostgresUrl& url);

}  // namespace tally::storage
