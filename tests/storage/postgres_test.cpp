// What is particular to a server that others use too, and that can go away.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "storage/open_database.h"
#include "storage/postgres_database.h"
#include "storage/test_database.h"
#include "support/fake_clock.h"
#include "support/run_program.h"

namespace tally::storage {

namespace {

using testing_support::FakeClock;

class PostgresTest : public testing::Test {
  protected:
    void SetUp() override {
        location_ = testing_support::new_postgres_location();
        if (location_.empty()) return;
        database_ = open();
        database_->write([](Transaction& transaction) {
            transaction.execute_script("CREATE TABLE things (name TEXT PRIMARY KEY, count BIGINT NOT NULL)");
            return transaction.execute("INSERT INTO things VALUES ('a', 0)") == 1;
        });
    }

    std::unique_ptr<Database> open(const std::string& more = "") {
        auto opened = open_postgres(*read_postgres_url(location_ + more));
        if (!opened) throw std::runtime_error(opened.error().text());
        return std::move(*opened);
    }
    std::string error(const std::string& location) {
        const FakeClock clock;
        const auto opened = open_database(location, clock);
        return opened ? "" : opened.error().text();
    }
    // Ends every other connection to the server.
    void cut_connections() {
        open()->read([](Transaction& transaction) {
            transaction.query(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        });
    }
    static std::int64_t count_in(Transaction& transaction) {
        return transaction.first("SELECT count FROM things WHERE name = 'a'")->integer(0);
    }
    static bool add_one(Transaction& transaction) {
        const auto known = count_in(transaction);
        return transaction.execute("UPDATE things SET count = $1 WHERE name = 'a'", {known + 1}) == 1;
    }
    std::int64_t count() {
        std::int64_t all = -1;
        database_->read([&](Transaction& transaction) { all = count_in(transaction); });
        return all;
    }

    std::string location_;
    std::unique_ptr<Database> database_;
};

// Each reads and then writes what it has read plus one: with two at a time one would be lost.
TEST_F(PostgresTest, WritersOfSeveralBrokersTakeTurns) {
    constexpr int kBrokers = 3;
    constexpr int kThreads = 3;
    constexpr int kWrites = 20;
    std::vector<std::unique_ptr<Database>> brokers;
    for (int i = 0; i < kBrokers; ++i) brokers.push_back(open());
    std::vector<std::thread> threads;
    for (int t = 0; t < kBrokers * kThreads; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < kWrites; ++i) brokers[static_cast<std::size_t>(t % kBrokers)]->write(add_one);
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(count(), kBrokers * kThreads * kWrites);
}

TEST_F(PostgresTest, BrokersThatStartAtOnceMakeOneSchema) {
    std::vector<std::thread> threads;
    std::atomic<int> opened = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            const auto complaint = error(location_);
            if (complaint.empty()) ++opened;
            EXPECT_EQ(complaint, "");
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(opened, 4);
}

TEST_F(PostgresTest, GoesOnAfterItsConnectionsWereCut) {
    EXPECT_EQ(count(), 0);
    for (int i = 1; i <= 3; ++i) {
        cut_connections();
        database_->write(add_one);
        cut_connections();
        EXPECT_EQ(count(), i);
    }
}

TEST_F(PostgresTest, AWriteThatLosesItsConnectionRunsAgain) {
    int runs = 0;
    database_->write([&](Transaction& transaction) {
        add_one(transaction);
        if (++runs == 1) cut_connections();
        return add_one(transaction);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count(), 2);
}

TEST_F(PostgresTest, AWriteThatNeverKeepsItsConnectionIsAnErrorAndChangesNothing) {
    EXPECT_THROW(database_->write([&](Transaction& transaction) {
        cut_connections();
        return add_one(transaction);
    }),
                 StorageError);
    EXPECT_EQ(count(), 0);
}

// Before that it is replaced, see above.
TEST_F(PostgresTest, AReaderThatLosesItsConnectionAfterItHasSeenSomethingDoesNotRunAgain) {
    int runs = 0;
    EXPECT_THROW(database_->read([&](Transaction& transaction) {
        ++runs;
        count_in(transaction);
        cut_connections();
        count_in(transaction);
    }),
                 StorageError);
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(count(), 0) << "and the next goes well";
}

TEST_F(PostgresTest, AReaderThatAsksNothingHarmsNobody) {
    database_->read([](Transaction&) {});
    EXPECT_EQ(count(), 0);
}

// The connection is cut after the last statement: COMMIT is what fails.
TEST_F(PostgresTest, WhenACommitIsNotAnsweredTheWriteIsAnErrorAndDoesNotRunAgain) {
    int runs = 0;
    try {
        database_->write([&](Transaction& transaction) {
            ++runs;
            const bool done = add_one(transaction);
            cut_connections();
            return done;
        });
        FAIL() << "it was acknowledged";
    } catch (const StorageError& error) {
        EXPECT_NE(std::string(error.what()).find("not known whether the change was kept"), std::string::npos)
            << error.what();
    }
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresTest, AStatementThatFailedUnseenIsNotCommitted) {
    const auto swallow = [](Transaction& transaction) {
        add_one(transaction);
        EXPECT_THROW(transaction.query("SELEC 1"), StorageError);
        return true;
    };
    EXPECT_ANY_THROW(database_->write(swallow));
    EXPECT_EQ(count(), 0);
    database_->write(add_one);
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresTest, ABrokerThatDiesInAWriteHoldsUpNobody) {
    auto other = open();
    std::thread dying([&] {
        EXPECT_THROW(other->write([&](Transaction& transaction) -> bool {
            add_one(transaction);
            throw std::runtime_error("dies");
        }),
                     std::runtime_error);
        other.reset();
    });
    dying.join();
    database_->write(add_one);
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresTest, ReadersThatFindNoConnectionFreeWaitForOne) {
    const auto narrow = open("&pool=1");
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            narrow->read([&](Transaction& transaction) { done += count_in(transaction) == 0 ? 1 : 0; });
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, 6);
}

TEST_F(PostgresTest, KeepsLargeTextsAndRefusesNulCharacters) {
    const std::string large(3u << 20, 'x');
    database_->write([&](Transaction& transaction) {
        transaction.execute("INSERT INTO things VALUES ($1, 1)", {"big"});
        EXPECT_EQ(transaction.first("SELECT $1", {large})->text(0), large);
        EXPECT_THROW(transaction.query("SELECT $1", {std::string_view("a\0b", 3)}), StorageError);
        return true;
    });
}

TEST_F(PostgresTest, TakesOneStatementTextWithOtherKindsOfValues) {
    database_->read([&](Transaction& transaction) {
        constexpr auto kSql = "SELECT count FROM things WHERE count = $1 OR $1 IS NULL";
        EXPECT_EQ(transaction.query(kSql, {0}).size(), 1u);
        EXPECT_EQ(transaction.query(kSql, {nullptr}).size(), 1u);
        EXPECT_EQ(transaction.query(kSql, {7}).size(), 0u);
    });
}

// A statement that is given up is trouble that passes; one with a mistake is not.
TEST_F(PostgresTest, TellsTroubleThatPassesFromMistakes) {
    const auto kind = [&](const char* script) {
        try {
            database_->write([&](Transaction& transaction) {
                transaction.execute_script(script);
                return true;
            });
        } catch (const StorageError& error) {
            return error.kind();
        }
        throw std::logic_error("no error");
    };
    EXPECT_EQ(kind("SET LOCAL statement_timeout = 1; SELECT pg_sleep(10)"), StorageError::Kind::away);
    EXPECT_EQ(kind("SET TRANSACTION READ ONLY; UPDATE things SET count = 1"), StorageError::Kind::away);
    EXPECT_EQ(kind("UPDATE things SET count = 1 / 0"), StorageError::Kind::broken);
    cut_connections();
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresTest, SaysWhatIsWrongWithTheDatabase) {
    const auto query = location_.substr(location_.find('?'));
    const auto missing = error("postgres://tally:secret@/nothing_here" + query);
    EXPECT_NE(missing.find("database \"nothing_here\" does not exist"), std::string::npos) << missing;
    EXPECT_NE(missing.find("createdb"), std::string::npos) << missing;
    EXPECT_EQ(missing.find("secret"), std::string::npos) << missing;
    const auto unknown = error("postgres://nobody_known@/postgres" + query);
    EXPECT_NE(unknown.find("role \"nobody_known\" does not exist"), std::string::npos) << unknown;
    const auto schema = error(location_ + "_missing");
    EXPECT_NE(schema.find("search_path"), std::string::npos) << schema;
}

TEST_F(PostgresTest, RefusesADatabaseThatCannotHoldEveryText) {
    const auto query = location_.substr(location_.find('?'));
    // Outside a transaction, as the server wants it.
    auto made = testing_support::run_program(
        {.arguments = {"psql", "-q", location_.substr(0, location_.find("&options")), "-c",
                       "DROP DATABASE IF EXISTS latin1", "-c",
                       "CREATE DATABASE latin1 ENCODING 'LATIN1' TEMPLATE template0"}});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    const auto complaint = error("postgres://tally@/latin1" + query);
    EXPECT_NE(complaint.find("encoding LATIN1"), std::string::npos) << complaint;
}

}  // namespace

}  // namespace tally::storage
