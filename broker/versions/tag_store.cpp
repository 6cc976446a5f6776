#include "versions/tag_store.h"

#include "storage/in_list.h"

namespace tally::versions {

std::optional<Tag> find_tag(storage::Transaction& transaction, std::int64_t version_id,
                            std::string_view name) {
    const auto row = transaction.first(
        "SELECT name, created_at FROM tags WHERE version_id = $1 AND name = $2", {version_id, name});
    return row ? std::optional(Tag{row->text(0), row->text(1)}) : std::nullopt;
}

std::vector<Tag> list_tags(storage::Transaction& transaction, std::int64_t version_id) {
    std::vector<Tag> tags;
    for (const auto& row : transaction.query(
             "SELECT name, created_at FROM tags WHERE version_id = $1 ORDER BY name", {version_id})) {
        tags.push_back({row.text(0), row.text(1)});
    }
    return tags;
}

std::map<std::int64_t, std::vector<std::string>> list_tags_headed_by(
    storage::Transaction& transaction, const std::vector<std::int64_t>& version_ids) {
    std::map<std::int64_t, std::vector<std::string>> all;
    for (auto& row :
         storage::query_in(transaction, "SELECT version_id, name FROM tag_heads WHERE version_id IN ",
                           version_ids, " ORDER BY name")) {
        all[row.integer(0)].push_back(row.take_text(1));
    }
    return all;
}

bool add_tag(storage::Transaction& transaction, const Version& version, std::string_view name,
             std::string_view now) {
    const auto added = transaction.execute(
        "INSERT INTO tags (version_id, name, pacticipant_id, version_position, created_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (version_id, name) DO NOTHING",
        {version.id, name, version.pacticipant_id, version.position, now});
    if (added == 0) return false;
    transaction.execute_soon(
        "INSERT INTO tag_heads (pacticipant_id, name, version_id, version_position, first_used_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (pacticipant_id, name) DO UPDATE SET "
        "version_id = excluded.version_id, version_position = excluded.version_position "
        "WHERE excluded.version_position > tag_heads.version_position",
        {version.pacticipant_id, name, version.id, version.position, now});
    return true;
}

bool remove_tag(storage::Transaction& transaction, const Version& version, std::string_view name) {
    const auto removed =
        transaction.execute("DELETE FROM tags WHERE version_id = $1 AND name = $2", {version.id, name});
    if (removed == 0) return false;
    const auto next = transaction.first(
        "SELECT version_id, version_position FROM tags WHERE pacticipant_id = $1 AND name = $2 "
        "ORDER BY version_position DESC LIMIT 1",
        {version.pacticipant_id, name});
    if (next) {
        transaction.execute(
            "UPDATE tag_heads SET version_id = $3, version_position = $4, first_used_at = "
            "(SELECT MIN(created_at) FROM tags WHERE pacticipant_id = $1 AND name = $2) "
            "WHERE pacticipant_id = $1 AND name = $2",
            {version.pacticipant_id, name, next->integer(0), next->integer(1)});
    } else {
        transaction.execute("DELETE FROM tag_heads WHERE pacticipant_id = $1 AND name = $2",
                            {version.pacticipant_id, name});
    }
    return true;
}

}  // namespace tally::versions
