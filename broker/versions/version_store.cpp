#include "versions/version_store.h"

#include "versions/branch_store.h"
#include "versions/tag_store.h"

namespace tally::versions {

namespace {

#define TALLY_SELECT_VERSION                                                                                \
    "SELECT v.id, v.pacticipant_id, p.name, v.number, v.position, v.build_url, v.created_at, v.updated_at " \
    "FROM versions v JOIN pacticipants p ON p.id = v.pacticipant_id "

// Ever deployed or released there.
#define TALLY_IN_ENVIRONMENT                                                                     \
    "(EXISTS (SELECT 1 FROM deployed_versions d JOIN environments e ON e.id = d.environment_id " \
    "WHERE d.version_id = v.id AND e.uuid = $4) OR "                                             \
    "EXISTS (SELECT 1 FROM released_versions r JOIN environments e ON e.id = r.environment_id "  \
    "WHERE r.version_id = v.id AND e.uuid = $4)) "

Version read(const storage::Row& row) {
    return {row.integer(0), row.integer(1),       row.text(2), row.text(3),
            row.integer(4), row.optional_text(5), row.text(6), row.text(7)};
}

std::optional<Version> first(storage::Transaction& transaction, std::string_view sql,
                             const storage::Parameters& parameters) {
    const auto row = transaction.first(sql, parameters);
    return row ? std::optional(read(*row)) : std::nullopt;
}

}  // namespace

std::optional<Version> find_version(storage::Transaction& transaction, std::string_view pacticipant,
                                    std::string_view number) {
    return first(transaction, TALLY_SELECT_VERSION "WHERE p.name = $1 AND v.number = $2",
                 {pacticipant, number});
}

std::optional<Version> find_version(storage::Transaction& transaction, std::int64_t id) {
    return first(transaction, TALLY_SELECT_VERSION "WHERE v.id = $1", {id});
}

FoundOrCreated find_or_create_version(storage::Transaction& transaction,
                                      const pacticipants::Pacticipant& pacticipant, std::string_view number,
                                      std::string_view now) {
    if (auto known = find_version(transaction, pacticipant.name, number)) return {std::move(*known), false};
    const auto row = transaction.first(
        "INSERT INTO versions (pacticipant_id, number, position, created_at, updated_at) "
        "SELECT $1, $2, COALESCE(MAX(position), 0) + 1, $3, $3 FROM versions WHERE pacticipant_id = $1 "
        "RETURNING id, position",
        {pacticipant.id, number, now});
    return {{row->integer(0), pacticipant.id, pacticipant.name, std::string(number), row->integer(1),
             std::nullopt, std::string(now), std::string(now), true},
            true};
}

void set_build_url(storage::Transaction& transaction, Version& version,
                   const std::optional<std::string>& build_url, std::string_view now) {
    if (version.build_url == build_url) return;
    transaction.execute("UPDATE versions SET build_url = $2, updated_at = $3 WHERE id = $1",
                        {version.id, build_url, now});
    version.build_url = build_url;
    version.updated_at = now;
}

void delete_version(storage::Transaction& transaction, const Version& version) {
    for (const auto& tag : list_tags(transaction, version.id)) remove_tag(transaction, version, tag.name);
    for (const auto& membership : list_memberships(transaction, version.id)) {
        remove_from_branch(transaction, version, membership.branch);
    }
    transaction.execute("DELETE FROM versions WHERE id = $1", {version.id});
}

std::optional<Version> find_latest_version(storage::Transaction& transaction, std::string_view pacticipant) {
    return first(transaction, TALLY_SELECT_VERSION "WHERE p.name = $1 ORDER BY v.position DESC LIMIT 1",
                 {pacticipant});
}

std::optional<Version> find_latest_version_with_tag(storage::Transaction& transaction,
                                                    std::string_view pacticipant, std::string_view tag) {
    return first(transaction,
                 TALLY_SELECT_VERSION
                 "JOIN tag_heads h ON h.version_id = v.id AND h.name = $2 WHERE p.name = $1",
                 {pacticipant, tag});
}

std::optional<Version> find_branch_head(storage::Transaction& transaction, std::string_view pacticipant,
                                        std::string_view branch) {
    return first(transaction,
                 TALLY_SELECT_VERSION
                 "JOIN branches b ON b.pacticipant_id = p.id AND b.name = $2 "
                 "JOIN branch_heads h ON h.branch_id = b.id AND h.version_id = v.id WHERE p.name = $1",
                 {pacticipant, branch});
}

std::vector<VersionInUse> list_versions_in_use(storage::Transaction& transaction,
                                               std::int64_t pacticipant_id) {
    std::vector<VersionInUse> all;
    const auto add = [&](const storage::Row& row, std::string use) {
        if (all.empty() || all.back().version.id != row.integer(0)) all.push_back({read(row), {}});
        all.back().uses.push_back(std::move(use));
    };
    for (const auto& row : transaction.query(
             "SELECT v.id, v.pacticipant_id, p.name, v.number, v.position, v.build_url, v.created_at, "
             "v.updated_at, used.kind, used.name FROM ("
             "SELECT h.version_id, 0 AS kind, b.name FROM branch_heads h "
             "JOIN branches b ON b.id = h.branch_id "
             "JOIN pacticipants own ON own.id = b.pacticipant_id AND own.main_branch = b.name "
             "WHERE own.id = $1 "
             "UNION ALL SELECT ev.version_id, 1, e.name FROM environment_versions ev "
             "JOIN environments e ON e.id = ev.environment_id "
             "WHERE ev.pacticipant_id = $1 AND ev.deployed = 1 "
             "UNION ALL SELECT ev.version_id, 2, e.name FROM environment_versions ev "
             "JOIN environments e ON e.id = ev.environment_id "
             "WHERE ev.pacticipant_id = $1 AND ev.supported = 1) AS used "
             "JOIN versions v ON v.id = used.version_id JOIN pacticipants p ON p.id = v.pacticipant_id "
             "ORDER BY v.position, used.kind, used.name",
             {pacticipant_id})) {
        const auto& name = row.text(9);
        switch (row.integer(8)) {
            case 0:
                add(row, "latest from main branch " + name);
                all.back().main_branch = name;
                break;
            case 1:
                add(row, "deployed to " + name);
                break;
            default:
                add(row, "released to " + name);
        }
    }
    return all;
}

std::vector<Version> list_versions(storage::Transaction& transaction, std::string_view pacticipant,
                                   const VersionFilter& filter, const std::optional<web::Page>& page) {
    const auto limit = web::limit_of(page);
    const auto offset = web::offset_of(page);
    storage::Rows rows;
    switch (filter.by) {
        case VersionFilter::By::none:
            rows = transaction.query(TALLY_SELECT_VERSION
                                     "WHERE p.name = $1 ORDER BY v.position DESC LIMIT $2 OFFSET $3",
                                     {pacticipant, limit, offset});
            break;
        case VersionFilter::By::branch:
            rows = transaction.query(TALLY_SELECT_VERSION
                                     "JOIN branch_versions bv ON bv.version_id = v.id "
                                     "JOIN branches b ON b.id = bv.branch_id AND b.name = $4 "
                                     "WHERE p.name = $1 ORDER BY v.position DESC LIMIT $2 OFFSET $3",
                                     {pacticipant, limit, offset, filter.name});
            break;
        case VersionFilter::By::tag:
            rows = transaction.query(TALLY_SELECT_VERSION
                                     "JOIN tags t ON t.version_id = v.id AND t.name = $4 "
                                     "WHERE p.name = $1 ORDER BY v.position DESC LIMIT $2 OFFSET $3",
                                     {pacticipant, limit, offset, filter.name});
            break;
        case VersionFilter::By::environment:
            rows = transaction.query(TALLY_SELECT_VERSION "WHERE p.name = $1 AND " TALLY_IN_ENVIRONMENT
                                                          "ORDER BY v.position DESC LIMIT $2 OFFSET $3",
                                     {pacticipant, limit, offset, filter.name});
            break;
    }
    std::vector<Version> all;
    for (const auto& row : rows) all.push_back(read(row));
    return all;
}

std::int64_t count_versions(storage::Transaction& transaction, std::string_view pacticipant,
                            const VersionFilter& filter) {
    switch (filter.by) {
        case VersionFilter::By::branch:
            return transaction
                .query(
                    "SELECT COUNT(*) FROM branch_versions bv JOIN branches b ON b.id = bv.branch_id "
                    "JOIN pacticipants p ON p.id = b.pacticipant_id WHERE p.name = $1 AND b.name = $2",
                    {pacticipant, filter.name})
                .front()
                .integer(0);
        case VersionFilter::By::tag:
            return transaction
                .query(
                    "SELECT COUNT(*) FROM tags t JOIN pacticipants p ON p.id = t.pacticipant_id "
                    "WHERE p.name = $1 AND t.name = $2",
                    {pacticipant, filter.name})
                .front()
                .integer(0);
        case VersionFilter::By::environment:
            return static_cast<std::int64_t>(
                list_versions(transaction, pacticipant, filter, std::nullopt).size());
        case VersionFilter::By::none:
            break;
    }
    return transaction
        .query(
            "SELECT COUNT(*) FROM versions v JOIN pacticipants p ON p.id = v.pacticipant_id WHERE p.name = "
            "$1",
            {pacticipant})
        .front()
        .integer(0);
}

}  // namespace tally::versions
