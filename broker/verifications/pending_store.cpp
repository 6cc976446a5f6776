#include "verifications/pending_store.h"

#include "storage/in_list.h"

namespace tally::verifications {

namespace {

using storage::Transaction;

// EXISTS ends at the first proof of a content, of which there are as many as the provider has versions.
Proved read(const storage::Rows& rows) {
    Proved all;
    for (const auto& row : rows) all.insert(row.integer(0));
    return all;
}

}  // namespace

Proved proved_for_branch(Transaction& transaction, const std::vector<std::int64_t>& content_ids,
                         std::int64_t provider_id, std::string_view branch, Counted counted) {
    return read(storage::query_in(
        transaction,
        "SELECT c.id FROM contents c WHERE EXISTS (SELECT 1 FROM proofs r "
        "JOIN branch_versions bv ON bv.version_id = r.provider_version_id "
        "JOIN branches b ON b.id = bv.branch_id "
        "WHERE r.content_id = c.id AND r.as_wip <= $3 AND (b.name = $2 OR r.first_proved_at < "
        "COALESCE((SELECT own.created_at FROM branches own WHERE own.pacticipant_id = $1 AND own.name = $2), "
        "'9999'))) AND c.id IN ",
        content_ids, {}, {provider_id, branch, counted == Counted::all}));
}

Proved proved_for_tag(Transaction& transaction, const std::vector<std::int64_t>& content_ids,
                      std::int64_t provider_id, std::string_view tag, Counted counted) {
    return read(storage::query_in(
        transaction,
        "SELECT c.id FROM contents c WHERE EXISTS (SELECT 1 FROM proofs r "
        "JOIN tags t ON t.version_id = r.provider_version_id "
        "WHERE r.content_id = c.id AND r.as_wip <= $3 AND (t.name = $2 OR r.first_proved_at < "
        "COALESCE((SELECT h.first_used_at FROM tag_heads h WHERE h.pacticipant_id = $1 AND h.name = $2), "
        "'9999'))) AND c.id IN ",
        content_ids, {}, {provider_id, tag, counted == Counted::all}));
}

Proved proved_at_all(Transaction& transaction, const std::vector<std::int64_t>& content_ids) {
    return read(storage::query_in(
        transaction,
        "SELECT c.id FROM contents c WHERE EXISTS (SELECT 1 FROM proofs r WHERE r.content_id = c.id) AND c.id IN ",
        content_ids));
}

bool proved_before(storage::Transaction& transaction, std::int64_t content_id, std::string_view time) {
    return transaction
        .first("SELECT 1 FROM proofs WHERE content_id = $1 AND first_proved_at < $2 LIMIT 1",
               {content_id, time})
        .has_value();
}

std::optional<std::int64_t> newest_green_version(storage::Transaction& transaction, std::int64_t content_id) {
    const auto row = transaction.first(
        "SELECT v.id FROM newest_verifications n JOIN versions v ON v.id = n.provider_version_id "
        "WHERE n.content_id = $1 AND n.success = 1 ORDER BY v.position DESC LIMIT 1",
        {content_id});
    return row ? std::optional(row->integer(0)) : std::nullopt;
}

}  // namespace tally::verifications
