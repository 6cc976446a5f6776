#include "pacticipants/pacticipant_store.h"

#include "base/text.h"
#include "storage/in_list.h"

namespace tally::pacticipants {

namespace {

#define TALLY_SELECT_PACTICIPANT                                                                              \
    "SELECT id, name, display_name, repository_url, repository_name, repository_namespace, main_branch, " \
    "created_at, updated_at FROM pacticipants "
constexpr std::string_view kList =
    TALLY_SELECT_PACTICIPANT
    "WHERE folded_name LIKE $1 ESCAPE '\\' ORDER BY folded_name, name LIMIT $2 OFFSET $3";

Pacticipant read(const storage::Row& row) {
    return {row.integer(0),       row.text(1),          row.optional_text(2),
            row.optional_text(3), row.optional_text(4), row.optional_text(5),
            row.optional_text(6), row.text(7),          row.text(8)};
}

// A pattern that finds `part` anywhere in a folded name.
std::string containing(std::string_view part) {
    std::string pattern = "%";
    for (const char c : text::lower(part)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

std::optional<Pacticipant> find_pacticipant(storage::Transaction& transaction, std::string_view name) {
    const auto row = transaction.first(TALLY_SELECT_PACTICIPANT "WHERE name = $1", {name});
    return row ? std::optional(read(*row)) : std::nullopt;
}

std::vector<Pacticipant> find_pacticipants(storage::Transaction& transaction,
                                           const std::vector<std::string>& names) {
    std::vector<Pacticipant> all;
    for (const auto& row : storage::query_in_texts(transaction, TALLY_SELECT_PACTICIPANT "WHERE name IN ", names)) {
        all.push_back(read(row));
    }
    return all;
}

Pacticipant find_or_create_pacticipant(storage::Transaction& transaction, std::string_view name,
                                       std::string_view now) {
    if (auto known = find_pacticipant(transaction, name)) return *known;
    Pacticipant created;
    created.name = name;
    insert_pacticipant(transaction, created, now);
    return *find_pacticipant(transaction, name);
}

void insert_pacticipant(storage::Transaction& transaction, const Pacticipant& pacticipant,
                        std::string_view now) {
    const auto folded = text::lower(pacticipant.name);
    transaction.execute(
        "INSERT INTO pacticipants (name, folded_name, display_name, repository_url, repository_name, "
        "repository_namespace, main_branch, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$8) "
        "ON CONFLICT (name) DO NOTHING",
        {pacticipant.name, folded, pacticipant.display_name, pacticipant.repository_url,
         pacticipant.repository_name, pacticipant.repository_namespace, pacticipant.main_branch, now});
}

void update_pacticipant(storage::Transaction& transaction, const Pacticipant& pacticipant,
                        std::string_view now) {
    transaction.execute(
        "UPDATE pacticipants SET display_name = $2, repository_url = $3, repository_name = $4, "
        "repository_namespace = $5, main_branch = $6, updated_at = $7 WHERE id = $1",
        {pacticipant.id, pacticipant.display_name, pacticipant.repository_url, pacticipant.repository_name,
         pacticipant.repository_namespace, pacticipant.main_branch, now});
}

void delete_pacticipant(storage::Transaction& transaction, std::int64_t id) {
    transaction.execute("DELETE FROM pacticipants WHERE id = $1", {id});
}

std::vector<Pacticipant> list_pacticipants(storage::Transaction& transaction, std::string_view part,
                                           const std::optional<web::Page>& page) {
    const auto pattern = containing(part);
    std::vector<Pacticipant> all;
    for (const auto& row : transaction.query(kList, {pattern, web::limit_of(page), web::offset_of(page)})) {
        all.push_back(read(row));
    }
    return all;
}

std::int64_t count_pacticipants(storage::Transaction& transaction, std::string_view part) {
    const auto pattern = containing(part);
    return transaction
        .query("SELECT COUNT(*) FROM pacticipants WHERE folded_name LIKE $1 ESCAPE '\\'", {pattern})
        .front()
        .integer(0);
}

std::vector<std::string> list_names(storage::Transaction& transaction) {
    std::vector<std::string> names;
    for (auto& row : transaction.query("SELECT name FROM pacticipants ORDER BY folded_name, name")) {
        names.push_back(row.take_text(0));
    }
    return names;
}

void set_first_main_branch(storage::Transaction& transaction, std::int64_t id, std::string_view branch,
                           std::string_view now) {
    transaction.execute(
        "UPDATE pacticipants SET main_branch = $2, updated_at = $3 WHERE id = $1 AND main_branch IS NULL",
        {id, branch, now});
}

}  // namespace tally::pacticipants
