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

}  // namespace

}  // namespace tally::storage
