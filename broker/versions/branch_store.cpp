#include "versions/branch_store.h"

#include "base/text.h"
#include "storage/in_list.h"

namespace tally::versions {

namespace {

#define TALLY_SELECT_BRANCH                                                              \
    "SELECT b.id, b.pacticipant_id, b.name, b.created_at, b.updated_at FROM branches b " \
    "JOIN pacticipants p ON p.id = b.pacticipant_id "

#define TALLY_SELECT_MEMBERSHIP                                                                              \
    "SELECT b.name, CASE WHEN h.version_id = bv.version_id THEN 1 ELSE 0 END, bv.created_at, bv.updated_at " \
    "FROM branch_versions bv JOIN branches b ON b.id = bv.branch_id "                                        \
    "LEFT JOIN branch_heads h ON h.branch_id = b.id "

Branch read(const storage::Row& row) {
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4)};
}

BranchMembership read_membership(const storage::Row& row) {
    return {row.text(0), row.flag(1), row.text(2), row.text(3)};
}

// Branch names are few per pacticipant and have no folded column: they are searched here.
std::vector<Branch> matching_branches(storage::Transaction& transaction, std::string_view pacticipant,
                                      std::string_view part) {
    std::vector<Branch> all;
    for (const auto& row : transaction.query(
             TALLY_SELECT_BRANCH "WHERE p.name = $1 ORDER BY b.updated_at DESC, b.id DESC", {pacticipant})) {
        auto branch = read(row);
        if (part.empty() || text::contains_ignoring_case(branch.name, part)) all.push_back(std::move(branch));
    }
    return all;
}

// A branch is touched at most once a minute, since every build of a busy pacticipant would rewrite the row.
constexpr std::size_t kUpToTheMinute = std::string_view("2026-01-31T12:00").size();

std::int64_t require_branch(storage::Transaction& transaction, const Version& version, std::string_view name,
                            std::string_view now) {
    if (const auto row =
            transaction.first("SELECT id, updated_at FROM branches WHERE pacticipant_id = $1 AND name = $2",
                              {version.pacticipant_id, name})) {
        if (row->text(1).substr(0, kUpToTheMinute) < now.substr(0, kUpToTheMinute)) {
            transaction.execute_soon("UPDATE branches SET updated_at = $2 WHERE id = $1", {row->integer(0), now});
        }
        return row->integer(0);
    }
    return transaction
        .query(
            "INSERT INTO branches (pacticipant_id, name, created_at, updated_at) VALUES ($1, $2, $3, $3) "
            "RETURNING id",
            {version.pacticipant_id, name, now})
        .front()
        .integer(0);
}

}  // namespace

std::optional<Branch> find_branch(storage::Transaction& transaction, std::string_view pacticipant,
                                  std::string_view name) {
    const auto row =
        transaction.first(TALLY_SELECT_BRANCH "WHERE p.name = $1 AND b.name = $2", {pacticipant, name});
    return row ? std::optional(read(*row)) : std::nullopt;
}

std::vector<Branch> list_branches(storage::Transaction& transaction, std::string_view pacticipant,
                                  std::string_view part, const std::optional<web::Page>& page) {
    auto all = matching_branches(transaction, pacticipant, part);
    if (!page) return all;
    const auto begin = std::min<std::size_t>(all.size(), static_cast<std::size_t>(page->offset()));
    const auto end = std::min<std::size_t>(all.size(), begin + static_cast<std::size_t>(page->size));
    return {all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::int64_t count_branches(storage::Transaction& transaction, std::string_view pacticipant,
                            std::string_view part) {
    return static_cast<std::int64_t>(matching_branches(transaction, pacticipant, part).size());
}

void delete_branch(storage::Transaction& transaction, std::int64_t id) {
    transaction.execute("DELETE FROM branches WHERE id = $1", {id});
}

std::vector<BranchMembership> list_memberships(storage::Transaction& transaction, std::int64_t version_id) {
    std::vector<BranchMembership> all;
    for (const auto& row :
         transaction.query(TALLY_SELECT_MEMBERSHIP "WHERE bv.version_id = $1 ORDER BY bv.id", {version_id})) {
        all.push_back(read_membership(row));
    }
    return all;
}

std::optional<BranchMembership> find_membership(storage::Transaction& transaction, std::int64_t version_id,
                                                std::string_view branch) {
    const auto row = transaction.first(TALLY_SELECT_MEMBERSHIP "WHERE bv.version_id = $1 AND b.name = $2",
                                       {version_id, branch});
    return row ? std::optional(read_membership(*row)) : std::nullopt;
}

std::map<std::int64_t, std::vector<std::string>> list_branches_headed_by(
    storage::Transaction& transaction, const std::vector<std::int64_t>& version_ids) {
    std::map<std::int64_t, std::vector<std::string>> all;
    for (auto& row : storage::query_in(transaction,
                                       "SELECT h.version_id, b.name FROM branch_heads h "
                                       "JOIN branches b ON b.id = h.branch_id WHERE h.version_id IN ",
                                       version_ids, " ORDER BY b.id")) {
        all[row.integer(0)].push_back(row.take_text(1));
    }
    return all;
}

bool add_to_branch(storage::Transaction& transaction, const Version& version, std::string_view branch,
                   Origin origin, std::string_view now) {
    const auto branch_id = require_branch(transaction, version, branch, now);
    constexpr std::string_view kInsert =
        "INSERT INTO branch_versions (branch_id, version_id, version_position, auto_created, created_at, "
        "updated_at) VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (branch_id, version_id) DO NOTHING";
    const storage::Parameters values{branch_id, version.id, version.position, origin == Origin::automatic,
                                     now};
    if (version.is_on_no_branch) {
        transaction.execute_soon(kInsert, values);
    } else if (transaction.execute(kInsert, values) == 0) {
        return false;
    }
    transaction.execute_soon(
        "INSERT INTO branch_heads (branch_id, version_id) VALUES ($1, $2) "
        "ON CONFLICT (branch_id) DO UPDATE SET version_id = excluded.version_id",
        {branch_id, version.id});
    return true;
}

bool remove_from_branch(storage::Transaction& transaction, const Version& version, std::string_view branch) {
    const auto row = transaction.first("SELECT id FROM branches WHERE pacticipant_id = $1 AND name = $2",
                                       {version.pacticipant_id, branch});
    if (!row) return false;
    const auto branch_id = row->integer(0);
    const auto removed = transaction.execute(
        "DELETE FROM branch_versions WHERE branch_id = $1 AND version_id = $2", {branch_id, version.id});
    if (removed == 0) return false;
    transaction.execute("DELETE FROM branch_heads WHERE branch_id = $1", {branch_id});
    transaction.execute(
        "INSERT INTO branch_heads (branch_id, version_id) "
        "SELECT branch_id, version_id FROM branch_versions WHERE branch_id = $1 ORDER BY id DESC LIMIT 1",
        {branch_id});
    return true;
}

}  // namespace tally::versions
