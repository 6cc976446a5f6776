// An empty database for one test, on the engine that TALLY_TEST_DATABASE names: "sqlite" (the default) or
// "postgres".
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "storage/database.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

bool tests_run_on_postgres();

// False where the test is to end: it is skipped then, or has failed where everything is required.
bool postgres_is_installed();

// For --database: a file in `folder`, or a schema of its own on a server of this process. Empty where the
// test is to end because the server is not installed: it is skipped then, or has failed where everything is
// required.
std::string new_database_location(const TemporaryFolder& folder);
std::string new_postgres_location();  // whatever TALLY_TEST_DATABASE says

// The same, opened and with the tables of this program. Null where the test is to end.
std::unique_ptr<storage::Database> open_test_database(const TemporaryFolder& folder, const Clock& clock);

// In memory where the system has such a folder: flushing to a disk is not what most tests are about.
std::filesystem::path fastest_folder();

}  // namespace tally::testing_support
