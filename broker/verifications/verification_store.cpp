#include "verifications/verification_store.h"

namespace tally::verifications {

namespace {

using storage::Transaction;

#define TALLY_SELECT_VERIFICATION_WITH(TEST_RESULTS)                                                    \
    "SELECT r.id, r.content_id, r.provider_version_id, v.number, consumer.name, provider.name, c.sha, " \
    "r.success, r.build_url, " TEST_RESULTS                                                             \
    ", r.verified_by, r.wip, r.pending, r.selection, r.created_at "                                     \
    "FROM verifications r JOIN contents c ON c.id = r.content_id "                                      \
    "JOIN versions v ON v.id = r.provider_version_id "                                                  \
    "JOIN pacticipants consumer ON consumer.id = c.consumer_id "                                        \
    "JOIN pacticipants provider ON provider.id = c.provider_id "
#define TALLY_SELECT_VERIFICATION TALLY_SELECT_VERIFICATION_WITH("r.test_results")

std::optional<Verification> read(std::optional<storage::Row> row) {
    if (!row) return std::nullopt;
    Verification result;
    result.number = row->integer(0);
    result.content_id = row->integer(1);
    result.provider_version_id = row->integer(2);
    result.provider_version = row->take_text(3);
    result.consumer = row->take_text(4);
    result.provider = row->take_text(5);
    result.sha = row->take_text(6);
    result.success = row->flag(7);
    result.build_url = row->optional_text(8);
    result.test_results = row->optional_text(9);
    result.verified_by = row->optional_text(10);
    result.wip = row->flag(11);
    result.pending = row->flag(12);
    result.selection = row->optional_text(13);
    result.created_at = row->take_text(14);
    return result;
}

}  // namespace

void save_verification(Transaction& transaction, Verification& verification) {
    verification.number =
        transaction
            .query(
                "INSERT INTO verifications (content_id, provider_version_id, success, build_url, "
                "test_results, "
                "verified_by, wip, pending, selection, created_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
                {verification.content_id, verification.provider_version_id, verification.success,
                 verification.build_url, verification.test_results, verification.verified_by,
                 verification.wip, verification.pending, verification.selection, verification.created_at})
            .front()
            .integer(0);
    transaction.execute_soon(
        "INSERT INTO newest_verifications (content_id, provider_version_id, verification_id, success) "
        "VALUES ($1, $2, $3, $4) ON CONFLICT (content_id, provider_version_id) DO UPDATE SET "
        "verification_id = excluded.verification_id, success = excluded.success",
        {verification.content_id, verification.provider_version_id, verification.number,
         verification.success});
    if (!verification.success) return;
    transaction.execute_soon(
        "INSERT INTO proofs (content_id, provider_version_id, as_wip, first_proved_at) "
        "VALUES ($1, $2, $3, $4) ON CONFLICT (content_id, provider_version_id, as_wip) DO NOTHING",
        {verification.content_id, verification.provider_version_id, verification.wip,
         verification.created_at});
}

std::optional<Verification> find_verification(Transaction& transaction, std::int64_t content_id,
                                              std::int64_t number) {
    return read(transaction.first(TALLY_SELECT_VERIFICATION "WHERE r.id = $1 AND r.content_id = $2",
                                  {number, content_id}));
}

std::optional<Verification> find_latest(Transaction& transaction, std::int64_t content_id) {
    return read(transaction.first(
        TALLY_SELECT_VERIFICATION
        "WHERE r.id = (SELECT MAX(verification_id) FROM newest_verifications WHERE content_id = $1)",
        {content_id}));
}

std::map<std::int64_t, Verification> find_latest_of(Transaction& transaction,
                                                    const std::vector<std::int64_t>& content_ids) {
    std::map<std::int64_t, Verification> all;
    for (auto& row : storage::query_in(
             transaction,
             TALLY_SELECT_VERIFICATION_WITH(
                 "NULL") "WHERE r.id = (SELECT MAX(n.verification_id) FROM newest_verifications n "
                         "WHERE n.content_id = c.id) AND c.id IN ",
             content_ids)) {
        auto result = read(std::move(row));
        all.emplace(result->content_id, std::move(*result));
    }
    return all;
}

std::optional<Verification> find_latest_of_main_branch(Transaction& transaction, std::int64_t content_id) {
    return read(transaction.first(
        TALLY_SELECT_VERIFICATION
        "WHERE r.id = (SELECT MAX(n.verification_id) FROM newest_verifications n "
        "JOIN branch_versions bv ON bv.version_id = n.provider_version_id "
        "JOIN branches b ON b.id = bv.branch_id JOIN pacticipants bp ON bp.id = b.pacticipant_id "
        "WHERE n.content_id = $1 AND b.name = bp.main_branch)",
        {content_id}));
}

std::optional<Verification> find_latest_of_pair(Transaction& transaction, std::int64_t consumer_id,
                                                std::int64_t provider_id) {
    return read(transaction.first(
        TALLY_SELECT_VERIFICATION
        "WHERE r.id = (SELECT MAX((SELECT MAX(n.verification_id) FROM newest_verifications n "
        "WHERE n.content_id = nc.id)) FROM contents nc WHERE nc.consumer_id = $1 AND nc.provider_id = $2)",
        {consumer_id, provider_id}));
}

std::optional<Verification> find_newest(Transaction& transaction, std::int64_t content_id,
                                        std::int64_t provider_version_id) {
    return read(transaction.first(TALLY_SELECT_VERIFICATION
                                  "WHERE r.id = (SELECT verification_id FROM newest_verifications "
                                  "WHERE content_id = $1 AND provider_version_id = $2)",
                                  {content_id, provider_version_id}));
}

void delete_verification(Transaction& transaction, const Verification& verification) {
    const auto content_id = verification.content_id;
    const auto version_id = verification.provider_version_id;
    transaction.execute("DELETE FROM verifications WHERE id = $1", {verification.number});
    transaction.execute("DELETE FROM newest_verifications WHERE content_id = $1 AND provider_version_id = $2",
                        {content_id, version_id});
    transaction.execute(
        "INSERT INTO newest_verifications (content_id, provider_version_id, verification_id, success) "
        "SELECT content_id, provider_version_id, id, success FROM verifications "
        "WHERE content_id = $1 AND provider_version_id = $2 ORDER BY id DESC LIMIT 1",
        {content_id, version_id});
    transaction.execute("DELETE FROM proofs WHERE content_id = $1 AND provider_version_id = $2",
                        {content_id, version_id});
    transaction.execute(
        "INSERT INTO proofs (content_id, provider_version_id, as_wip, first_proved_at) "
        "SELECT content_id, provider_version_id, wip, MIN(created_at) FROM verifications "
        "WHERE content_id = $1 AND provider_version_id = $2 AND success = 1 "
        "GROUP BY content_id, provider_version_id, wip",
        {content_id, version_id});
}

std::set<storage::IdPair> with_results(Transaction& transaction, const std::vector<storage::IdPair>& pairs) {
    std::set<storage::IdPair> all;
    for (const auto& row : storage::query_pairs(
             transaction, pairs,
             "SELECT n.content_id, n.provider_version_id FROM asked CROSS JOIN newest_verifications n "
             "WHERE n.content_id = asked.first AND n.provider_version_id = asked.second")) {
        all.emplace(row.integer(0), row.integer(1));
    }
    return all;
}

}  // namespace tally::verifications
