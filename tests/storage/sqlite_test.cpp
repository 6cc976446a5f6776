// What is particular to the SQLite file.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "storage/open_database.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"

namespace tally::storage {

namespace {

using testing_support::FakeClock;
using testing_support::TemporaryFolder;

TEST(SqliteFile, IsForItsOwnerOnly) {
    const TemporaryFolder folder;
    const FakeClock clock;
    const auto file = folder / "test.sqlite";
    const auto database = open_database(file.string(), clock);
    ASSERT_TRUE(database) << database.error().text();
    for (const auto* ending : {"", "-wal", "-shm"}) {
        struct stat status {};
        ASSERT_EQ(::stat((file.string() + ending).c_str(), &status), 0) << ending;
        EXPECT_EQ(status.st_mode & 0777u, 0600u) << ending;
    }
}

TEST(SqliteFile, HasAConsistentSchema) {
    const TemporaryFolder folder;
    const FakeClock clock;
    const auto database = open_database((folder / "test.sqlite").string(), clock);
    ASSERT_TRUE(database) << database.error().text();
    (*database)->read([](Transaction& transaction) {
        EXPECT_EQ(transaction.query("PRAGMA foreign_key_check").size(), 0u);
        EXPECT_EQ(transaction.query("PRAGMA integrity_check").front().text(0), "ok");
    });
}

TEST(SqliteFile, KeepsTextsWithNulCharacters) {
    const TemporaryFolder folder;
    const FakeClock clock;
    const auto database = open_database((folder / "test.sqlite").string(), clock);
    ASSERT_TRUE(database) << database.error().text();
    const std::string bytes("a\0b", 3);
    (*database)->read([&](Transaction& transaction) {
        EXPECT_EQ(transaction.first("SELECT $1", {bytes})->text(0), bytes);
    });
}

// In pages. The limit is one of the connection that writes.
void set_limit(Database& database, int pages) {
    database.write([&](Transaction& transaction) {
        transaction.execute_script("PRAGMA max_page_count = " + std::to_string(pages));
        return true;
    });
}

TEST(SqliteFile, ThatCannotGrowKeepsAllOfAWriteOrNothingAndGoesOnWhenThereIsSpace) {
    const TemporaryFolder folder;
    const FakeClock clock;
    const auto database = open_database((folder / "test.sqlite").string(), clock);
    ASSERT_TRUE(database) << database.error().text();
    (*database)->write([](Transaction& transaction) {
        transaction.execute_script("CREATE TABLE parts (write INTEGER NOT NULL, text TEXT NOT NULL)");
        return true;
    });
    const std::string part(10000, 'x');
    const auto write = [&](int number) {
        (*database)->write([&](Transaction& transaction) {
            for (int i = 0; i < 10; ++i) transaction.execute("INSERT INTO parts VALUES ($1, $2)", {number, part});
            return true;
        });
    };
    const auto kept = [&] {
        std::int64_t writes = 0;
        (*database)->read([&](Transaction& transaction) {
            for (const auto& row : transaction.query("SELECT COUNT(*) FROM parts GROUP BY write")) {
                EXPECT_EQ(row.integer(0), 10);
                ++writes;
            }
        });
        return writes;
    };
    write(1);
    set_limit(**database, 1);  // it cannot be less than what the file has
    for (int i = 2; i < 4; ++i) {
        try {
            write(i);
            ADD_FAILURE() << "it was acknowledged";
        } catch (const StorageError& error) {
            EXPECT_EQ(error.kind(), StorageError::Kind::full) << error.what();
        }
        EXPECT_EQ(kept(), 1);
    }
    set_limit(**database, 1000000);
    write(4);
    EXPECT_EQ(kept(), 2);
    (*database)->read([](Transaction& transaction) {
        EXPECT_EQ(transaction.query("PRAGMA integrity_check").front().text(0), "ok");
    });
}

}  // namespace

}  // namespace tally::storage
