// Every program that has an option table.
#pragma once

#include <vector>

#include "cli/reference/page.h"

namespace tally::cli::reference {

std::vector<Page> all_programs();

}  // namespace tally::cli::reference
