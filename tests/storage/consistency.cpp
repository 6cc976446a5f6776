#include "storage/consistency.h"

#include <algorithm>

#include "storage/maintained_rows.h"

namespace tally::testing_support {

namespace {

std::string cell(const storage::Row& row, std::size_t column) {
    try {
        return std::to_string(row.integer(column));
    } catch (const std::logic_error&) {
        return row.text(column);
    }
}

std::string dump(storage::Transaction& transaction) {
    std::string all;
    for (const auto& table : storage::maintained_tables()) {
        const std::string columns(table.columns);
        all += std::string(table.name) + "\n";
        for (const auto& row : transaction.query("SELECT " + columns + " FROM " + std::string(table.name) +
                                                 " ORDER BY " + columns)) {
            const auto count = 1 + std::count(columns.begin(), columns.end(), ',');
            for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) all += " " + cell(row, i);
            all += "\n";
        }
    }
    return all;
}

std::string damage_of_file(storage::Transaction& transaction) {
    auto found = transaction.query("PRAGMA integrity_check").front().text(0);
    if (found == "ok") found.clear();
    for (const auto& row : transaction.query("PRAGMA foreign_key_check")) {
        found += "a row of " + row.text(0) + " refers to nothing\n";
    }
    return found;
}

// PostgreSQL has no statement for it, so each foreign key is asked for rows that refer to nothing.
std::string damage_on_server(storage::Transaction& transaction) {
    std::string found;
    for (const auto& key : transaction.query(
             "SELECT c.conrelid::regclass::text, own.attname::text, c.confrelid::regclass::text, "
             "other.attname::text "
             "FROM pg_constraint c "
             "JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = c.conkey[1] "
             "JOIN pg_attribute other ON other.attrelid = c.confrelid AND other.attnum = c.confkey[1] "
             "WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace")) {
        const auto orphans =
            transaction.query("SELECT 1 FROM " + key.text(0) + " AS own WHERE NOT EXISTS (SELECT 1 FROM " +
                              key.text(2) + " AS other WHERE other." + key.text(3) + " = own." + key.text(1) +
                              ") AND own." + key.text(1) + " IS NOT NULL");
        if (!orphans.empty()) found += "rows of " + key.text(0) + " refer to nothing\n";
    }
    return found;
}

}  // namespace

MaintainedRows compare_with_rebuild(storage::Database& database) {
    MaintainedRows rows;
    database.write([&](storage::Transaction& transaction) {
        rows.maintained = dump(transaction);
        storage::rebuild(transaction);
        rows.rebuilt = dump(transaction);
        return true;
    });
    return rows;
}

std::string find_damage(storage::Database& database) {
    const bool is_file = database.dialect().strict == "STRICT";
    std::string found;
    database.read([&](storage::Transaction& transaction) {
        found = is_file ? damage_of_file(transaction) : damage_on_server(transaction);
    });
    return found;
}

}  // namespace tally::testing_support
