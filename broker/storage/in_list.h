// Questions about many ids at once, or many pairs of ids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/database.h"

namespace tally::storage {

// Asks `before` + "($n, ...)" + `after` for all ids, in portions of a few fixed sizes, so that there are few
// statement texts. `parameters` come first, as $1 and so on. Rows come in no particular order.
Rows query_in(Transaction& transaction, std::string_view before, const std::vector<std::int64_t>& ids,
              std::string_view after = {}, const Parameters& parameters = {});
Rows query_in_texts(Transaction& transaction, std::string_view before, const std::vector<std::string>& texts,
                    std::string_view after = {}, const Parameters& parameters = {});

using IdPair = std::pair<std::int64_t, std::int64_t>;

// Asks `sql`, which may read from `asked (first, second)`: all pairs, in portions. Ids are positive. Rows come in no
// particular order.
Rows query_pairs(Transaction& transaction, const std::vector<IdPair>& pairs, std::string_view sql);

}  // namespace tally::storage
