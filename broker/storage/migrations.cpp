#include "storage/migrations.h"

#include "base/text.h"

extern "C" {
extern const char tally_asset_migration_0001_begin[];
extern const char tally_asset_migration_0001_end[];
extern const char tally_asset_migration_0002_begin[];
extern const char tally_asset_migration_0002_end[];
extern const char tally_asset_migration_0003_begin[];
extern const char tally_asset_migration_0003_end[];
extern const char tally_asset_migration_0004_begin[];
extern const char tally_asset_migration_0004_end[];
extern const char tally_asset_migration_0005_begin[];
extern const char tally_asset_migration_0005_end[];
extern const char tally_asset_migration_0006_begin[];
extern const char tally_asset_migration_0006_end[];
extern const char tally_asset_migration_0007_begin[];
extern const char tally_asset_migration_0007_end[];
extern const char tally_asset_migration_0008_begin[];
extern const char tally_asset_migration_0008_end[];
extern const char tally_asset_migration_0009_begin[];
extern const char tally_asset_migration_0009_end[];
}

namespace tally::storage {

namespace {

std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

std::int64_t newest_applied(Transaction& transaction) {
    transaction.execute_script(
        expand_macros("CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER NOT NULL PRIMARY KEY, "
                      "name TEXT NOT NULL, applied_at TEXT NOT NULL)",
                      {}));
    return transaction.query("SELECT COALESCE(MAX(number), 0) FROM schema_migrations").front().integer(0);
}

}  // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all = {
        {1, "contracts_and_results",
         between(tally_asset_migration_0001_begin, tally_asset_migration_0001_end)},
        {2, "environments", between(tally_asset_migration_0002_begin, tally_asset_migration_0002_end)},
        {3, "proofs", between(tally_asset_migration_0003_begin, tally_asset_migration_0003_end)},
        {4, "labels", between(tally_asset_migration_0004_begin, tally_asset_migration_0004_end)},
        {5, "owed_leases", between(tally_asset_migration_0005_begin, tally_asset_migration_0005_end)},
        {6, "webhooks", between(tally_asset_migration_0006_begin, tally_asset_migration_0006_end)},
        {7, "newest_result_of_a_content",
         between(tally_asset_migration_0007_begin, tally_asset_migration_0007_end)},
        {8, "provider_contracts", between(tally_asset_migration_0008_begin, tally_asset_migration_0008_end)},
        {9, "pairs_that_were_verified",
         between(tally_asset_migration_0009_begin, tally_asset_migration_0009_end)},
    };
    return all;
}

std::string expand_macros(std::string_view sql, const Dialect& dialect) {
    // Longer names first where one begins with another's letters: $C must not take the head of a longer one.
    std::string text(sql);
    text = text::replace_all(std::move(text), "$BIGINT", dialect.bigint);
    text = text::replace_all(std::move(text), "$BLOB", dialect.blob);
    text = text::replace_all(std::move(text), "$STRICT", dialect.strict);
    text = text::replace_all(std::move(text), "$ID", dialect.id);
    return text::replace_all(std::move(text), "$C", dialect.collate);
}

void migrate(Database& database, std::string_view now) {
    database.write([&](Transaction& transaction) {
        const std::int64_t applied = newest_applied(transaction);
        const std::int64_t known = migrations().back().number;
        if (applied > known) {
            throw StorageError("the database has schema " + std::to_string(applied) +
                               " but this program knows only " + std::to_string(known) +
                               "; use the newer program that wrote it");
        }
        for (const auto& migration : migrations()) {
            if (migration.number <= applied) continue;
            transaction.execute_script(expand_macros(migration.sql, database.dialect()));
            transaction.execute(
                "INSERT INTO schema_migrations (number, name, applied_at) VALUES ($1, $2, $3)",
                {migration.number, migration.name, now});
        }
        return true;
    });
}

}  // namespace tally::storage
