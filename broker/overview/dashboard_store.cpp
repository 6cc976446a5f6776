#include "overview/dashboard_store.h"

namespace tally::overview {

namespace {

using storage::Transaction;

// Only ids and times, since most of what is shown is on other pages. CROSS JOIN is what keeps SQLite from
// starting at the history; to PostgreSQL it is any join.
#define TALLY_SELECT_SHOWN(PAIRS)                                                                            \
    "WITH pairs AS (SELECT consumer_id, provider_id FROM integrations " PAIRS                                \
    "), shown (id) AS ("                                                                                     \
    "SELECT (SELECT n.id FROM publications n WHERE n.provider_id = pairs.provider_id "                       \
    "AND n.consumer_id = pairs.consumer_id AND n.overwritten = 0 ORDER BY n.consumer_version_position DESC " \
    "LIMIT 1) "                                                                                              \
    "FROM pairs "                                                                                            \
    "UNION SELECT n.id FROM pairs CROSS JOIN environment_versions placed CROSS JOIN publications n "         \
    "WHERE placed.pacticipant_id = pairs.consumer_id AND n.consumer_version_id = placed.version_id "         \
    "AND n.provider_id = pairs.provider_id AND n.overwritten = 0 "                                           \
    "UNION SELECT (SELECT n.id FROM tags t JOIN publications n ON n.consumer_version_id = t.version_id "     \
    "AND n.provider_id = pairs.provider_id AND n.overwritten = 0 "                                           \
    "WHERE t.pacticipant_id = pairs.consumer_id AND t.name = h.name ORDER BY t.version_position DESC LIMIT " \
    "1) "                                                                                                    \
    "FROM pairs CROSS JOIN tag_heads h WHERE h.pacticipant_id = pairs.consumer_id) "                         \
    "SELECT p.id FROM shown CROSS JOIN publications p LEFT JOIN verifications r ON r.id = "                  \
    "(SELECT MAX(n.verification_id) FROM newest_verifications n WHERE n.content_id = p.content_id) "         \
    "WHERE p.id = shown.id "                                                                                 \
    "ORDER BY CASE WHEN r.created_at > p.created_at THEN r.created_at ELSE p.created_at END DESC, p.id DESC"

}  // namespace

std::vector<std::int64_t> list_shown(Transaction& transaction, const std::optional<storage::IdPair>& pair) {
    const auto rows =
        pair ? transaction.query(TALLY_SELECT_SHOWN("WHERE consumer_id = $1 AND provider_id = $2"),
                                 {pair->first, pair->second})
             : transaction.query(TALLY_SELECT_SHOWN(""));
    std::vector<std::int64_t> ids;
    ids.reserve(rows.size());
    for (const auto& row : rows) ids.push_back(row.integer(0));
    return ids;
}

std::map<std::int64_t, std::vector<std::string>> list_newest_tags(
    Transaction& transaction, const std::vector<std::int64_t>& publication_ids) {
    std::map<std::int64_t, std::vector<std::string>> all;
    for (auto& row : storage::query_in(
             transaction,
             "SELECT p.id, t.name FROM publications p JOIN tags t ON t.version_id = p.consumer_version_id "
             "WHERE NOT EXISTS (SELECT 1 FROM tags newer JOIN publications n "
             "ON n.consumer_version_id = newer.version_id AND n.provider_id = p.provider_id AND "
             "n.overwritten = 0 "
             "WHERE newer.pacticipant_id = t.pacticipant_id AND newer.name = t.name "
             "AND newer.version_position > t.version_position) AND p.id IN ",
             publication_ids, " ORDER BY t.name")) {
        all[row.integer(0)].push_back(row.take_text(1));
    }
    return all;
}

}  // namespace tally::overview
