#include "environments/environment_store.h"

#include <algorithm>

#include "base/text.h"

namespace tally::environments {

namespace {

using storage::Transaction;

#define TALLY_SELECT_ENVIRONMENT \
    "SELECT id, uuid, name, display_name, production, contacts, created_at, updated_at FROM environments "

Environment read(const storage::Row& row) {
    Environment environment{row.integer(0), row.text(1), row.text(2), row.text(3),
                            row.flag(4),    {},          row.text(6), row.text(7)};
    if (auto contacts = json::parse(row.text(5)); contacts && contacts->is_array()) {
        environment.contacts = std::move(*contacts->array());
    }
    return environment;
}

std::optional<Environment> read_first(const std::optional<storage::Row>& row) {
    return row ? std::optional(read(*row)) : std::nullopt;
}

}  // namespace

std::optional<Environment> find_environment(Transaction& transaction, std::string_view uuid) {
    return read_first(transaction.first(TALLY_SELECT_ENVIRONMENT "WHERE uuid = $1", {uuid}));
}

std::optional<Environment> find_environment_named(Transaction& transaction, std::string_view name) {
    return read_first(transaction.first(TALLY_SELECT_ENVIRONMENT "WHERE name = $1", {name}));
}

std::optional<Environment> find_environment(Transaction& transaction, std::int64_t id) {
    return read_first(transaction.first(TALLY_SELECT_ENVIRONMENT "WHERE id = $1", {id}));
}

std::vector<Environment> list_environments(Transaction& transaction) {
    std::vector<Environment> all;
    for (const auto& row : transaction.query(TALLY_SELECT_ENVIRONMENT)) all.push_back(read(row));
    std::sort(all.begin(), all.end(), [](const Environment& a, const Environment& b) {
        return std::pair(text::lower(a.display_name), a.name) <
               std::pair(text::lower(b.display_name), b.name);
    });
    return all;
}

void insert_environment(Transaction& transaction, const Environment& environment, std::string_view now) {
    const auto contacts = json::to_text(environment.contacts);
    transaction.execute(
        "INSERT INTO environments (uuid, name, display_name, production, contacts, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $6)",
        {environment.uuid, environment.name, environment.display_name, environment.production, contacts,
         now});
}

void update_environment(Transaction& transaction, const Environment& environment, std::string_view now) {
    const auto contacts = json::to_text(environment.contacts);
    transaction.execute(
        "UPDATE environments SET name = $2, display_name = $3, production = $4, contacts = $5, "
        "updated_at = $6 WHERE id = $1",
        {environment.id, environment.name, environment.display_name, environment.production, contacts, now});
}

void delete_environment(Transaction& transaction, std::int64_t id) {
    transaction.execute("DELETE FROM environments WHERE id = $1", {id});
}

}  // namespace tally::environments
