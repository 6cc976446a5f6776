// A server that says nothing any more, since the network to it died without a word or since it hangs: nobody waits for
// it for long.
#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "broker.h"
#include "storage/migrations.h"
#include "storage/postgres_database.h"
#include "storage/test_database.h"
#include "support/fake_clock.h"
#include "support/silent_relay.h"

namespace tally::storage {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class SilentServer : public testing::Test {
  protected:
    void SetUp() override {
        const auto direct = testing_support::new_postgres_location();
        if (direct.empty()) return;
        const auto begin = direct.find("host=") + 5;
        const std::filesystem::path folder = direct.substr(begin, direct.find('&', begin) - begin);
        constexpr const char* kSocket = ".s.PGSQL.5432";
        relay_ = std::make_unique<testing_support::SilentRelay>(folder / kSocket, kSocket);
        // The shortest that libpq can do
        url_ = *read_postgres_url(text::replace_all(direct, folder.string(), relay_->folder().string()) +
                                  "&connect_timeout=2");
        url_.silence = 50ms;
        url_.longest_answer = 90s;  // longer than error_of allows: silence alone ends what is asked
    }
    std::unique_ptr<Database> open() {
        auto opened = open_postgres(url_);
        if (!opened) throw std::runtime_error(opened.error().text());
        return std::move(*opened);
    }
    static void ask(Database& database, const char* sql) {
        database.read([&](Transaction& transaction) { transaction.query(sql); });
    }
    // What a call throws, after far less time than a TCP connection lives on without an answer.
    static StorageError error_of(const std::function<void()>& call) {
        const auto begin = Clock::now();
        try {
            call();
        } catch (const StorageError& error) {
            EXPECT_LT(Clock::now() - begin, 60s);
            return error;
        }
        return StorageError("nothing was thrown");
    }

    std::unique_ptr<testing_support::SilentRelay> relay_;
    PostgresUrl url_;
};

TEST_F(SilentServer, LeavesUnknownWhetherAWriteWasKeptWhenItFallsSilentBeforeTheCommit) {
    if (relay_ == nullptr) return;
    const auto database = open();
    int runs = 0;
    const auto error = error_of([&] {
        database->write([&](Transaction& transaction) {
            transaction.query("SELECT 1");
            ++runs;
            relay_->fall_silent();
            return true;
        });
    });
    EXPECT_EQ(error.kind(), StorageError::Kind::uncertain);
    EXPECT_EQ(runs, 1);
}

TEST_F(SilentServer, MayBeSilentForAsLongAsAStatementTakesWhileItTakesConnections) {
    if (relay_ == nullptr) return;
    EXPECT_NO_THROW(ask(*open(), "SELECT pg_sleep(0.5)"));
}

TEST_F(SilentServer, IsGivenUpAfterTheLongestStatementAlsoWhenItTakesConnections) {
    if (relay_ == nullptr) return;
    url_.longest_answer = 200ms;
    const auto error = error_of([&] { ask(*open(), "SELECT pg_sleep(60)"); });
    EXPECT_EQ(error.kind(), StorageError::Kind::away);
    EXPECT_NE(std::string(error.what()).find("has not answered"), std::string::npos) << error.what();
}

TEST_F(SilentServer, MayTakeItsTimeForAMigration) {
    if (relay_ == nullptr) return;
    url_.longest_answer = 100ms;
    const auto database = open();
    EXPECT_NO_THROW(database->write([](Transaction& transaction) {
        transaction.execute_script("SELECT pg_sleep(0.5)");
        return true;
    }));
}

TEST_F(SilentServer, MakesTheBrokerAskItsClientsToComeBack) {
    if (relay_ == nullptr) return;
    const auto database = open();
    const testing_support::FakeClock clock;
    SeededRandom random(1);
    migrate(*database, iso_8601_fixed(clock.now()));
    Broker broker(*database, clock, random, {});
    const auto ask_broker = [&](const std::string& method, const std::string& path) {
        return broker.handle({method, path, {{"Host", "b"}, {"Content-Type", "application/json"}}, "", {}});
    };
    EXPECT_EQ(ask_broker("GET", "/pacticipants").status, 200);
    EXPECT_EQ(ask_broker("PUT", "/pacticipants/web/versions/1/tags/x").status, 201);
    relay_->fall_silent();
    const auto begin = Clock::now();
    for (const auto& [method, path] :
         {std::pair("GET", "/pacticipants"), std::pair("PUT", "/pacticipants/web/versions/2/tags/x")}) {
        const auto response = ask_broker(method, path);
        EXPECT_EQ(response.status, 503) << response.body;
        EXPECT_EQ(response.headers.value_or("Retry-After", ""), "5");
    }
    EXPECT_LT(Clock::now() - begin, 60s);
    relay_->speak_again();
    EXPECT_EQ(ask_broker("GET", "/pacticipants").status, 200);
    EXPECT_EQ(ask_broker("PUT", "/pacticipants/web/versions/2/tags/x").status, 201);
}

}  // namespace

}  // namespace tally::storage
