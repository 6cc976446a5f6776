#include "cleanup/unused_contents.h"

#include "contracts/contract_store.h"

namespace tally::cleanup {

RowsToDelete unused_contents() {
    return {
        [](storage::Transaction& transaction, std::int64_t after, std::int64_t most) {
            return contracts::list_unused_contents(transaction, after, most);
        },
        [](storage::Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!contracts::delete_unused_content(transaction, id)) return std::nullopt;
            return Rows{.contents = 1};
        },
    };
}

}  // namespace tally::cleanup
