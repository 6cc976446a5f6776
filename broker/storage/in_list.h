// Questions about many ids at once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "storage/database.h"

namespace tally::storage {

// Asks `before` + "($n, ...)" + `after` for all ids, in portions of a few fixed sizes, so that there are few
// statement texts. `parameters` come first, as $1 and so on. Rows come in no particular order.
Rows query_in(Transaction& transaction, std::string_view before, const std::vector<std::int64_t>& ids,
              std::string_view after = {}, const Parameters& parameters = {});

}  // namespace tally::storage
