// What every database engine has to do behind storage/database.h.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "storage/database.h"
#include "storage/migrations.h"
#include "storage/open_database.h"
#include "storage/test_database.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"

namespace tally::storage {

namespace {

using testing_support::FakeClock;
using testing_support::TemporaryFolder;

class DatabaseTest : public testing::Test {
  protected:
    void SetUp() override {
        location_ = testing_support::new_database_location(folder_);
        if (location_.empty()) return;
        open();
        write([&](Transaction& transaction) {
            transaction.execute_script(
                expand_macros("CREATE TABLE things (id $ID, name TEXT $C UNIQUE, count $BIGINT) $STRICT",
                              database_->dialect()));
            return true;
        });
    }

    void open() {
        database_.reset();
        auto opened = open_database(location_, clock_);
        ASSERT_TRUE(opened) << opened.error().text();
        database_ = std::move(*opened);
    }
    void write(const std::function<bool(Transaction&)>& work) { database_->write(work); }
    bool add(const std::string& name, bool keep = true) {
        write([&](Transaction& transaction) {
            transaction.execute("INSERT INTO things (name, count) VALUES ($1, 0)", {name});
            return keep;
        });
        return true;
    }
    std::int64_t count() {
        std::int64_t all = 0;
        database_->read([&](Transaction& transaction) {
            all = transaction.query("SELECT COUNT(*) FROM things").front().integer(0);
        });
        return all;
    }

    TemporaryFolder folder_{testing_support::fastest_folder()};
    FakeClock clock_;
    std::string location_;
    std::unique_ptr<Database> database_;
};

TEST_F(DatabaseTest, KeepsWhatAWriteKeeps) {
    add("a");
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, LetsOneHoldANameUntilItIsLetGo) {
    const auto again = open_database(location_, clock_);
    ASSERT_TRUE(again);
    auto hold = database_->try_hold("clean");
    EXPECT_NE(hold, nullptr);
    EXPECT_EQ(database_->try_hold("clean"), nullptr);
    EXPECT_EQ((*again)->try_hold("clean"), nullptr);
    EXPECT_NE((*again)->try_hold("other"), nullptr);
    add("a");
    EXPECT_EQ(count(), 1);
    hold.reset();
    EXPECT_NE((*again)->try_hold("clean"), nullptr);
}

TEST_F(DatabaseTest, ForgetsWhatAWriteDoesNotKeep) {
    add("a", false);
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, ForgetsWhatAWriteThrewAwayAndPassesTheExceptionOn) {
    EXPECT_THROW(write([&](Transaction& transaction) -> bool {
                     transaction.execute("INSERT INTO things (name) VALUES ('a')");
                     throw std::invalid_argument("no");
                 }),
                 std::invalid_argument);
    EXPECT_EQ(count(), 0);
    EXPECT_TRUE(add("b")) << "and goes on working";
}

TEST_F(DatabaseTest, ParametersAreBoundByTheirNumbersInAnyOrder) {
    write([](Transaction& transaction) {
        const auto row = transaction.first("SELECT $2, $1, $2", {"one", "two"});
        EXPECT_EQ(row->text(0), "two");
        EXPECT_EQ(row->text(1), "one");
        EXPECT_EQ(row->text(2), "two");
        return false;
    });
}

TEST_F(DatabaseTest, ValuesComeBackAsTheyWent) {
    const std::string bytes("caf\xc3\xa9 \x01 '$1' \\ \n");
    write([&](Transaction& transaction) {
        const std::optional<std::string> nothing;
        const auto row =
            transaction.first("SELECT $1, $2, $3, $4, $5", {bytes, INT64_MAX, nullptr, nothing, true});
        EXPECT_EQ(row->text(0), bytes);
        EXPECT_EQ(row->integer(1), INT64_MAX);
        EXPECT_TRUE(row->is_null(2));
        EXPECT_EQ(row->optional_text(3), std::nullopt);
        EXPECT_TRUE(row->flag(4));
        EXPECT_THROW(row->text(1), std::logic_error);
        EXPECT_THROW(row->text(9), std::logic_error);
        return false;
    });
}

TEST_F(DatabaseTest, ExecuteCountsTheRowsItChanged) {
    add("a");
    add("b");
    write([](Transaction& transaction) {
        EXPECT_EQ(transaction.execute("UPDATE things SET count = 5"), 2);
        EXPECT_EQ(transaction.execute("INSERT INTO things (name) VALUES ('a') ON CONFLICT (name) DO NOTHING"),
                  0);
        return true;
    });
}

TEST_F(DatabaseTest, NumbersOfDeletedRowsNeverComeBack) {
    write([](Transaction& transaction) {
        constexpr auto kInsert = "INSERT INTO things (name) VALUES ('x') RETURNING id";
        const auto first = transaction.query(kInsert).front().integer(0);
        transaction.execute("DELETE FROM things");
        EXPECT_GT(transaction.query(kInsert).front().integer(0), first);
        return true;
    });
}

TEST_F(DatabaseTest, ReadersCannotWrite) {
    EXPECT_THROW(database_->read([](Transaction& transaction) { transaction.execute("DELETE FROM things"); }),
                 StorageError);
    EXPECT_EQ(count(), 0) << "and the reader goes on working";
}

TEST_F(DatabaseTest, AReaderSeesOneSnapshotWhileOthersWrite) {
    add("a");
    database_->read([&](Transaction& transaction) {
        EXPECT_EQ(transaction.query("SELECT name FROM things").size(), 1u);
        std::thread([&] { add("b"); }).join();
        EXPECT_EQ(transaction.query("SELECT name FROM things").size(), 1u);
    });
    EXPECT_EQ(count(), 2);
}

TEST_F(DatabaseTest, AStatementWithAMistakeIsAStorageErrorAndHarmsNobody) {
    EXPECT_THROW(write([](Transaction& transaction) { return transaction.query("SELEC 1"), true; }),
                 StorageError);
    EXPECT_TRUE(add("a"));
}

// Many writers at once share commits; each must see its own fate only.
TEST_F(DatabaseTest, ConcurrentWritersAreNeitherLostNorMixed) {
    constexpr int kThreads = 8;
    constexpr int kWrites = 40;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < kWrites; ++i) {
                const auto name = std::to_string(t) + "-" + std::to_string(i);
                if (i % 4 == 3) {
                    try {
                        write([&](Transaction& transaction) -> bool {
                            transaction.execute("INSERT INTO things (name) VALUES ($1)", {name});
                            throw std::invalid_argument(name);
                        });
                    } catch (const std::invalid_argument& error) {
                        if (error.what() == name) ++refused;
                    }
                } else {
                    add(name, i % 4 != 2);
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(refused, kThreads * kWrites / 4);
    EXPECT_EQ(count(), kThreads * kWrites / 2);
}

TEST_F(DatabaseTest, WhatIsToRunSoonRunsBeforeWhatComesNext) {
    write([](Transaction& transaction) {
        transaction.execute_soon("INSERT INTO things (name, count) VALUES ($1, $2)", {"a", 1});
        transaction.execute_soon("UPDATE things SET count = count + $1", {2});
        EXPECT_EQ(transaction.first("SELECT count FROM things WHERE name = $1", {"a"})->integer(0), 3);
        transaction.execute_soon("INSERT INTO things (name, count) VALUES ('last', 0)");
        return true;
    });
    EXPECT_EQ(count(), 2);
    write([](Transaction& transaction) {
        transaction.execute_soon("DELETE FROM things");
        return false;
    });
    EXPECT_EQ(count(), 2) << "what is not kept does not matter";
}

TEST_F(DatabaseTest, ManyStatementsMayRunSoon) {
    write([](Transaction& transaction) {
        for (int i = 0; i < 1000; ++i) {
            transaction.execute_soon("INSERT INTO things (name, count) VALUES ($1, 0)", {std::to_string(i)});
        }
        return true;
    });
    EXPECT_EQ(count(), 1000);
}

// In whichever group they are committed, and whichever statement comes after it.
TEST_F(DatabaseTest, WhatWasToRunSoonAndFailsIsTheFaultOfItsWriterAlone) {
    constexpr int kThreads = 8;
    constexpr int kWrites = 20;
    add("taken");
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < kWrites; ++i) {
                const bool fails = i % 2 == 1;
                try {
                    write([&](Transaction& transaction) {
                        transaction.execute("INSERT INTO things (name, count) VALUES ($1, 0)",
                                            {std::to_string(t) + "-" + std::to_string(i)});
                        transaction.execute_soon("INSERT INTO things (name, count) VALUES ($1, 0)",
                                                 {fails ? "taken" : std::to_string(t * kWrites + i)});
                        return true;
                    });
                    EXPECT_FALSE(fails);
                } catch (const StorageError&) {
                    EXPECT_TRUE(fails);
                    ++refused;
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(refused, kThreads * kWrites / 2);
    EXPECT_EQ(count(), 1 + kThreads * kWrites);
}

TEST_F(DatabaseTest, ReadersRunBesideWriters) {
    std::atomic<bool> stop = false;
    std::thread reader([&] {
        while (!stop) count();
    });
    for (int i = 0; i < 50; ++i) add(std::to_string(i));
    stop = true;
    reader.join();
    EXPECT_EQ(count(), 50);
}

TEST_F(DatabaseTest, WhatWasWrittenIsThereAfterOpeningAgain) {
    add("a");
    open();
    EXPECT_EQ(count(), 1);
}

}  // namespace

}  // namespace tally::storage
