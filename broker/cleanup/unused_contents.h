// Texts of contracts that no version publishes any more and that no result is about.
#pragma once

#include "cleanup/rows_to_delete.h"

namespace tally::cleanup {

RowsToDelete unused_contents();

}  // namespace tally::cleanup
