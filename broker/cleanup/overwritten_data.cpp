#include "cleanup/overwritten_data.h"

#include "contracts/contract_store.h"
#include "verifications/verification_store.h"
#include "webhooks/triggered_store.h"

namespace tally::cleanup {

namespace {

using storage::Transaction;

// `which` is "ID > $1" for those up to $2, or "ID = $1" for one; $3 is the time. What a webhook that is still
// to be sent is about stays. Rows are looked up by scalar subqueries where PostgreSQL would join a whole
// table for each page.
#define TALLY_OVERWRITTEN_CONTRACTS(which)                                           \
    "SELECT p.id FROM publications p WHERE p.overwritten = 1 AND p.created_at < $3 " \
    "AND (SELECT COUNT(*) FROM triggered_webhooks w WHERE w.publication_id = p.id "  \
    "AND w.next_attempt_at IS NOT NULL) = 0 AND p." which " AND p.id <= $2 ORDER BY p.id"

#define TALLY_NOTHING_BEGAN_BETWEEN                                                     \
    "NOT EXISTS (SELECT 1 FROM branches b WHERE b.pacticipant_id = c.provider_id "      \
    "AND b.created_at > r.created_at AND b.created_at <= s.created_at) "                \
    "AND NOT EXISTS (SELECT 1 FROM tag_heads h WHERE h.pacticipant_id = c.provider_id " \
    "AND h.first_used_at > r.created_at AND h.first_used_at <= s.created_at)"

#define TALLY_SUPERSEDED_RESULTS(which)                                                              \
    "SELECT r.id, r.content_id, r.provider_version_id FROM verifications r "                         \
    "JOIN contents c ON c.id = r.content_id WHERE r.created_at < $3 "                                \
    "AND r.id < (SELECT n.verification_id FROM newest_verifications n "                              \
    "WHERE n.content_id = r.content_id AND n.provider_version_id = r.provider_version_id) "          \
    "AND (r.success = 0 OR EXISTS (SELECT 1 FROM verifications s WHERE s.content_id = r.content_id " \
    "AND s.provider_version_id = r.provider_version_id AND s.id > r.id AND s.success = 1 "           \
    "AND s.wip = r.wip AND " TALLY_NOTHING_BEGAN_BETWEEN                                             \
    ")) AND (SELECT COUNT(*) FROM triggered_webhooks w WHERE w.verification_id = r.id "              \
    "AND w.next_attempt_at IS NOT NULL) = 0 AND r." which " AND r.id <= $2 ORDER BY r.id"

#define TALLY_OLDER_DELIVERIES(which)                                                              \
    "SELECT w.id FROM triggered_webhooks w WHERE w.created_at < $3 AND w.next_attempt_at IS NULL " \
    "AND EXISTS (SELECT 1 FROM triggered_webhooks n WHERE n.webhook_uuid = w.webhook_uuid "        \
    "AND n.consumer_id = w.consumer_id AND n.provider_id = w.provider_id AND n.event = w.event "   \
    "AND n.id > w.id) AND w." which " AND w.id <= $2 ORDER BY w.id"

}  // namespace

RowsToDelete overwritten_contracts(const std::string& before) {
    return {
        [before](Transaction& transaction, std::int64_t after, std::int64_t most) {
            return list_in_pages(transaction,
                                 "SELECT id FROM publications WHERE id > $1 ORDER BY id LIMIT $2",
                                 TALLY_OVERWRITTEN_CONTRACTS("id > $1"), {before}, after, most);
        },
        [before](Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!transaction.first(TALLY_OVERWRITTEN_CONTRACTS("id = $1"), {id, id, before}))
                return std::nullopt;
            contracts::delete_revision(transaction, id);
            return Rows{.publications = 1};
        },
    };
}

RowsToDelete superseded_results(const std::string& before) {
    return {
        [before](Transaction& transaction, std::int64_t after, std::int64_t most) {
            return list_in_pages(transaction,
                                 "SELECT id FROM verifications WHERE id > $1 ORDER BY id LIMIT $2",
                                 TALLY_SUPERSEDED_RESULTS("id > $1"), {before}, after, most);
        },
        [before](Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            const auto row = transaction.first(TALLY_SUPERSEDED_RESULTS("id = $1"), {id, id, before});
            if (!row) return std::nullopt;
            verifications::Verification result;
            result.number = row->integer(0);
            result.content_id = row->integer(1);
            result.provider_version_id = row->integer(2);
            verifications::delete_verification(transaction, result);
            return Rows{.results = 1};
        },
    };
}

RowsToDelete older_deliveries(const std::string& before) {
    return {
        [before](Transaction& transaction, std::int64_t after, std::int64_t most) {
            return list_in_pages(transaction,
                                 "SELECT id FROM triggered_webhooks WHERE id > $1 ORDER BY id LIMIT $2",
                                 TALLY_OLDER_DELIVERIES("id > $1"), {before}, after, most);
        },
        [before](Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!transaction.first(TALLY_OLDER_DELIVERIES("id = $1"), {id, id, before})) return std::nullopt;
            webhooks::delete_triggered(transaction, id);
            return Rows{.deliveries = 1};
        },
    };
}

}  // namespace tally::cleanup
