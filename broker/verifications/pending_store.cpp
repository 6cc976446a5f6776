#include "verifications/pending_store.h"

namespace tally::verifications {

bool proved_for_branch(storage::Transaction& transaction, std::int64_t content_id, std::int64_t provider_id,
                       std::string_view branch, Counted counted) {
    return transaction
        .first(
            "SELECT 1 FROM proofs r JOIN branch_versions bv ON bv.version_id = r.provider_version_id "
            "JOIN branches b ON b.id = bv.branch_id "
            "WHERE r.content_id = $1 AND r.as_wip <= $4 AND (b.name = $3 OR r.first_proved_at < "
            "COALESCE((SELECT own.created_at FROM branches own WHERE own.pacticipant_id = $2 AND own.name = "
            "$3), "
            "'9999')) LIMIT 1",
            {content_id, provider_id, branch, counted == Counted::all})
        .has_value();
}

bool proved_for_tag(storage::Transaction& transaction, std::int64_t content_id, std::int64_t provider_id,
                    std::string_view tag, Counted counted) {
    return transaction
        .first(
            "SELECT 1 FROM proofs r JOIN tags t ON t.version_id = r.provider_version_id "
            "WHERE r.content_id = $1 AND r.as_wip <= $4 AND (t.name = $3 OR r.first_proved_at < "
            "COALESCE((SELECT h.first_used_at FROM tag_heads h WHERE h.pacticipant_id = $2 AND h.name = $3), "
            "'9999')) LIMIT 1",
            {content_id, provider_id, tag, counted == Counted::all})
        .has_value();
}

bool proved_at_all(storage::Transaction& transaction, std::int64_t content_id) {
    return transaction.first("SELECT 1 FROM proofs WHERE content_id = $1 LIMIT 1", {content_id}).has_value();
}

bool proved_before(storage::Transaction& transaction, std::int64_t content_id, std::string_view time) {
    return transaction
        .first("SELECT 1 FROM proofs WHERE content_id = $1 AND first_proved_at < $2 LIMIT 1",
               {content_id, time})
        .has_value();
}

std::optional<std::int64_t> newest_proof(storage::Transaction& transaction, std::int64_t content_id) {
    const auto row = transaction.first(
        "SELECT v.id FROM proofs r JOIN versions v ON v.id = r.provider_version_id WHERE r.content_id = $1 "
        "ORDER BY v.position DESC LIMIT 1",
        {content_id});
    return row ? std::optional(row->integer(0)) : std::nullopt;
}

}  // namespace tally::verifications
