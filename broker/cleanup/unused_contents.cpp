#include "cleanup/unused_contents.h"

#include "contracts/contract_store.h"

namespace tally::cleanup {

namespace {

constexpr std::string_view kUnused =
    "SELECT c.id FROM contents c WHERE c.id > $1 AND c.id <= $2 "
    "AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.content_id = c.id) "
    "AND NOT EXISTS (SELECT 1 FROM verifications r WHERE r.content_id = c.id) ORDER BY c.id";

}  // namespace

RowsToDelete unused_contents() {
    return {
        [](storage::Transaction& transaction, std::int64_t after, std::int64_t most) {
            return list_in_pages(transaction, "SELECT id FROM contents WHERE id > $1 ORDER BY id LIMIT $2",
                                 kUnused, {}, after, most);
        },
        [](storage::Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!contracts::delete_unused_content(transaction, id)) return std::nullopt;
            return Rows{.contents = 1};
        },
    };
}

}  // namespace tally::cleanup
