// From what an operator writes to a database with the tables of this program.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "storage/migrations.h"
#include "storage/open_database.h"
#include "storage/test_database.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"

namespace tally::storage {

namespace {

using testing_support::FakeClock;
using testing_support::TemporaryFolder;

std::string error_of(const std::string& location) {
    const FakeClock clock;
    const auto opened = open_database(location, clock);
    return opened ? "" : opened.error().text();
}

class Opening : public testing::Test {
  protected:
    void SetUp() override { location_ = testing_support::new_database_location(folder_); }

    TemporaryFolder folder_{testing_support::fastest_folder()};
    FakeClock clock_;
    std::string location_;
};

TEST_F(Opening, BringsTheSchemaUpToDateOnce) {
    for (int i = 0; i < 2; ++i) {
        auto database = open_database(location_, clock_);
        ASSERT_TRUE(database) << database.error().text();
        (*database)->read([](Transaction& transaction) {
            const auto rows = transaction.query("SELECT number, name, applied_at FROM schema_migrations");
            ASSERT_EQ(rows.size(), migrations().size());
            EXPECT_EQ(rows[0].text(1), "contracts_and_results");
            EXPECT_EQ(rows[0].text(2), "2021-09-01T00:07:21.000000Z");
        });
    }
}

TEST_F(Opening, RefusesADatabaseOfANewerProgram) {
    {
        auto database = open_database(location_, clock_);
        ASSERT_TRUE(database) << database.error().text();
        (*database)->write([](Transaction& transaction) {
            return transaction.execute("INSERT INTO schema_migrations VALUES (999, 'future', '')") == 1;
        });
    }
    EXPECT_NE(error_of(location_).find("schema 999"), std::string::npos) << error_of(location_);
}

TEST(OpeningAFile, UnderstandsUrlsOfFiles) {
    const TemporaryFolder folder;
    EXPECT_EQ(error_of("sqlite://" + (folder / "a").string()), "");
    EXPECT_EQ(error_of("sqlite:" + (folder / "b").string()), "");
}

TEST(OpeningAFile, WorksForSeveralProgramsAtOnceWhereThereWasNone) {
    for (int round = 0; round < 10; ++round) {
        const TemporaryFolder folder;
        const FakeClock clock;
        std::vector<std::thread> programs;
        std::atomic<int> opened{0};
        for (int i = 0; i < 4; ++i) {
            programs.emplace_back([&] {
                const auto database = open_database((folder / "broker.sqlite").string(), clock);
                EXPECT_TRUE(database) << (database ? "" : database.error().text());
                if (database) ++opened;
            });
        }
        for (auto& program : programs) program.join();
        EXPECT_EQ(opened, 4);
    }
}

TEST(OpeningAFile, RefusesWhatIsNotADatabase) {
    const TemporaryFolder folder;
    const auto file =
        folder.write("a.txt", "this is not a database, but it is long enough to look like a file\n").string();
    EXPECT_NE(error_of(file).find("a.txt: cannot open the database"), std::string::npos) << error_of(file);
    EXPECT_EQ(folder.read("a.txt").substr(0, 4), "this");
}

TEST(OpeningAFile, SaysWhatToDoWhenTheFolderIsMissing) {
    const TemporaryFolder folder;
    EXPECT_NE(error_of((folder / "no" / "a").string()).find("create the folder"), std::string::npos);
}

TEST(OpeningAFile, RefusesOtherKindsOfDatabases) {
    EXPECT_NE(error_of("mysql://h/db").find("unknown kind"), std::string::npos);
    EXPECT_NE(error_of("").find("empty"), std::string::npos);
}

TEST(Migrations, AreNumberedWithoutGaps) {
    int expected = 1;
    for (const auto& migration : migrations()) EXPECT_EQ(migration.number, expected++);
}

TEST(Migrations, LeaveNoMacroBehind) {
    const Dialect dialect{.id = "ID", .bigint = "BIG", .blob = "BLOB", .strict = "STRICT", .collate = "C"};
    for (const auto& migration : migrations()) {
        EXPECT_EQ(expand_macros(migration.sql, dialect).find('$'), std::string::npos) << migration.name;
    }
    EXPECT_EQ(expand_macros("a $ID b $BIGINT c $BLOB d $STRICT e $C", dialect),
              "a ID b BIG c BLOB d STRICT e C");
}

}  // namespace

}  // namespace tally::storage
