#include "storage/maintained_rows.h"

namespace tally::storage {

const std::vector<MaintainedTable>& maintained_tables() {
    static const std::vector<MaintainedTable> all = {
        {"tag_heads", "pacticipant_id, name, version_id, version_position, first_used_at",
         "SELECT t.pacticipant_id, t.name, t.version_id, t.version_position, used.first_at FROM tags t "
         "JOIN (SELECT pacticipant_id, name, MAX(version_position) AS newest, MIN(created_at) AS first_at "
         "FROM tags GROUP BY pacticipant_id, name) AS used ON used.pacticipant_id = t.pacticipant_id "
         "AND used.name = t.name AND used.newest = t.version_position"},
        {"branch_heads", "branch_id, version_id",
         "SELECT bv.branch_id, bv.version_id FROM branch_versions bv "
         "WHERE bv.id = (SELECT MAX(o.id) FROM branch_versions o WHERE o.branch_id = bv.branch_id)"},
        {"environment_versions", "environment_id, pacticipant_id, version_id, deployed, supported",
         "SELECT environment_id, pacticipant_id, version_id, MAX(deployed), MAX(supported) FROM ("
         "SELECT environment_id, pacticipant_id, version_id, 1 AS deployed, 0 AS supported "
         "FROM deployed_versions WHERE undeployed_at IS NULL "
         "UNION ALL SELECT environment_id, pacticipant_id, version_id, 0, 1 "
         "FROM released_versions WHERE support_ended_at IS NULL) AS records "
         "GROUP BY environment_id, pacticipant_id, version_id"},
        {"newest_verifications", "content_id, provider_version_id, verification_id, success",
         "SELECT r.content_id, r.provider_version_id, r.id, r.success FROM verifications r "
         "WHERE r.id = (SELECT MAX(o.id) FROM verifications o WHERE o.content_id = r.content_id "
         "AND o.provider_version_id = r.provider_version_id)"},
        {"proofs", "content_id, provider_version_id, as_wip, first_proved_at",
         "SELECT content_id, provider_version_id, wip, MIN(created_at) FROM verifications "
         "WHERE success = 1 GROUP BY content_id, provider_version_id, wip"},
    };
    return all;
}

void rebuild(Transaction& transaction) {
    for (const auto& table : maintained_tables()) {
        const std::string name(table.name);
        transaction.execute("DELETE FROM " + name);
        transaction.execute("INSERT INTO " + name + " (" + std::string(table.columns) + ") " +
                            std::string(table.facts));
    }
}

}  // namespace tally::storage
