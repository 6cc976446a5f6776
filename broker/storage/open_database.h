// From what an operator writes to a database that is ready.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "storage/database.h"
#include "tally/result.h"

namespace tally::storage {

// A file, "sqlite:FILE", "sqlite:///FILE", or the URL of a server. The schema is brought up to date.
Result<std::unique_ptr<Database>> open_database(const std::string& location, const Clock& clock);
// A file that is not there is an error, not created.
Result<std::unique_ptr<Database>> open_existing_database(const std::string& location, const Clock& clock);

}  // namespace tally::storage
