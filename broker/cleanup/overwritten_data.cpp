#include "cleanup/overwritten_data.h"

#include "contracts/contract_store.h"
#include "verifications/verification_store.h"
#include "webhooks/triggered_store.h"

namespace tally::cleanup {

namespace {

using storage::Transaction;

// $2 is the time. What a webhook that is still to be sent is about stays.
#define TALLY_OVERWRITTEN_CONTRACTS                                                     \
    "SELECT p.id FROM publications p WHERE p.overwritten = 1 AND p.created_at < $2 "    \
    "AND NOT EXISTS (SELECT 1 FROM triggered_webhooks w WHERE w.publication_id = p.id " \
    "AND w.next_attempt_at IS NOT NULL) AND p.id "

#define TALLY_NOTHING_BEGAN_BETWEEN                                                     \
    "NOT EXISTS (SELECT 1 FROM branches b WHERE b.pacticipant_id = c.provider_id "      \
    "AND b.created_at > r.created_at AND b.created_at <= s.created_at) "                \
    "AND NOT EXISTS (SELECT 1 FROM tag_heads h WHERE h.pacticipant_id = c.provider_id " \
    "AND h.first_used_at > r.created_at AND h.first_used_at <= s.created_at)"

#define TALLY_SUPERSEDED_RESULTS                                                                     \
    "SELECT r.id, r.content_id, r.provider_version_id FROM verifications r "                         \
    "JOIN contents c ON c.id = r.content_id WHERE r.created_at < $2 "                                \
    "AND NOT EXISTS (SELECT 1 FROM newest_verifications n WHERE n.verification_id = r.id) "          \
    "AND (r.success = 0 OR EXISTS (SELECT 1 FROM verifications s WHERE s.content_id = r.content_id " \
    "AND s.provider_version_id = r.provider_version_id AND s.id > r.id AND s.success = 1 "           \
    "AND s.wip = r.wip AND " TALLY_NOTHING_BEGAN_BETWEEN                                             \
    ")) "                                                                                            \
    "AND NOT EXISTS (SELECT 1 FROM triggered_webhooks w WHERE w.verification_id = r.id "             \
    "AND w.next_attempt_at IS NOT NULL) AND r.id "

#define TALLY_OLDER_DELIVERIES                                                                     \
    "SELECT w.id FROM triggered_webhooks w WHERE w.created_at < $2 AND w.next_attempt_at IS NULL " \
    "AND EXISTS (SELECT 1 FROM triggered_webhooks n WHERE n.webhook_uuid = w.webhook_uuid "        \
    "AND n.consumer_id = w.consumer_id AND n.provider_id = w.provider_id AND n.event = w.event "   \
    "AND n.id > w.id) AND w.id "

std::vector<std::int64_t> ids_of(const storage::Rows& rows) {
    std::vector<std::int64_t> all;
    for (const auto& row : rows) all.push_back(row.integer(0));
    return all;
}

}  // namespace

RowsToDelete overwritten_contracts(const std::string& before) {
    return {
        [before](Transaction& transaction, std::int64_t after, std::int64_t most) {
            return ids_of(transaction.query(TALLY_OVERWRITTEN_CONTRACTS "> $1 ORDER BY p.id LIMIT $3",
                                            {after, before, most}));
        },
        [before](Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!transaction.first(TALLY_OVERWRITTEN_CONTRACTS "= $1", {id, before})) return std::nullopt;
            contracts::delete_revision(transaction, id);
            return Rows{.publications = 1};
        },
    };
}

RowsToDelete superseded_results(const std::string& before) {
    return {
        [before](Transaction& transaction, std::int64_t after, std::int64_t most) {
            return ids_of(transaction.query(TALLY_SUPERSEDED_RESULTS "> $1 ORDER BY r.id LIMIT $3",
                                            {after, before, most}));
        },
        [before](Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            const auto row = transaction.first(TALLY_SUPERSEDED_RESULTS "= $1", {id, before});
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
            return ids_of(transaction.query(TALLY_OLDER_DELIVERIES "> $1 ORDER BY w.id LIMIT $3",
                                            {after, before, most}));
        },
        [before](Transaction& transaction, std::int64_t id) -> std::optional<Rows> {
            if (!transaction.first(TALLY_OLDER_DELIVERIES "= $1", {id, before})) return std::nullopt;
            webhooks::delete_triggered(transaction, id);
            return Rows{.deliveries = 1};
        },
    };
}

}  // namespace tally::cleanup
