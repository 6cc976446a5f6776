#include "overview/integration_store.h"

#include "base/text.h"
#include "pacticipants/pacticipant_store.h"
#include "versions/version_store.h"

namespace tally::overview {

namespace {

using storage::Transaction;

void delete_empty_versions(Transaction& transaction, std::int64_t pacticipant_id) {
    for (const auto& row : transaction.query(
             "SELECT v.id FROM versions v WHERE v.pacticipant_id = $1 "
             "AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.consumer_version_id = v.id) "
             "AND NOT EXISTS (SELECT 1 FROM newest_verifications n WHERE n.provider_version_id = v.id)",
             {pacticipant_id})) {
        if (const auto version = versions::find_version(transaction, row.integer(0))) {
            versions::delete_version(transaction, *version);
        }
    }
}

void delete_orphan(Transaction& transaction, std::int64_t pacticipant_id) {
    const bool is_needed =
        transaction
            .first(
                "SELECT 1 FROM pacticipants p WHERE p.id = $1 AND ("
                "EXISTS (SELECT 1 FROM versions v WHERE v.pacticipant_id = p.id) OR "
                "EXISTS (SELECT 1 FROM integrations i WHERE i.consumer_id = p.id OR i.provider_id = p.id))",
                {pacticipant_id})
            .has_value();
    if (!is_needed) pacticipants::delete_pacticipant(transaction, pacticipant_id);
}

}  // namespace

std::vector<Pair> list_pairs(Transaction& transaction, std::string_view part) {
    std::vector<Pair> all;
    for (const auto& row : transaction.query(
             "SELECT c.id, c.name, p.id, p.name FROM integrations i "
             "JOIN pacticipants c ON c.id = i.consumer_id JOIN pacticipants p ON p.id = i.provider_id "
             "ORDER BY i.changed_at DESC, i.id")) {
        Pair pair{row.integer(0), row.text(1), row.integer(2), row.text(3)};
        if (part.empty() || text::contains_ignoring_case(pair.consumer, part) ||
            text::contains_ignoring_case(pair.provider, part)) {
            all.push_back(std::move(pair));
        }
    }
    return all;
}

void delete_pair(Transaction& transaction, const Pair& pair) {
    // Publications, results, newest results and proofs go with the contents.
    transaction.execute("DELETE FROM contents WHERE consumer_id = $1 AND provider_id = $2",
                        {pair.consumer_id, pair.provider_id});
    transaction.execute("DELETE FROM webhooks WHERE consumer_id = $1 AND provider_id = $2",
                        {pair.consumer_id, pair.provider_id});
    transaction.execute("DELETE FROM integrations WHERE consumer_id = $1 AND provider_id = $2",
                        {pair.consumer_id, pair.provider_id});
    for (const auto id : {pair.consumer_id, pair.provider_id}) delete_empty_versions(transaction, id);
    for (const auto id : {pair.consumer_id, pair.provider_id}) delete_orphan(transaction, id);
}

}  // namespace tally::overview
