// What an operator writes is taken apart so that a password never gets into a message.
#include "storage/postgres_url.h"

#include <gtest/gtest.h>

#include "storage/libpq_library.h"
#include "storage/open_database.h"
#include "support/fake_clock.h"

namespace tally::storage {

namespace {

struct UrlCase {
    const char* name;
    const char* location;
    const char* text;
    const char* masked;
    std::size_t pool = 16;
    int patience = 30;
};
class PostgresUrls : public testing::TestWithParam<UrlCase> {};
TEST_P(PostgresUrls, Row) {
    const auto& row = GetParam();
    ASSERT_TRUE(is_postgres_url(row.location));
    const auto url = read_postgres_url(row.location);
    ASSERT_TRUE(url) << url.error().text();
    EXPECT_EQ(url->text, row.text);
    EXPECT_EQ(url->masked, row.masked);
    EXPECT_EQ(url->pool, row.pool);
    EXPECT_EQ(url->patience.count(), row.patience);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PostgresUrls,
    testing::Values(
        UrlCase{"Whole", "postgres://user:secret@host:5432/name", "postgres://user:secret@host:5432/name",
                "postgres://***@host:5432/name"},
        UrlCase{"LongScheme", "postgresql://host/name", "postgresql://host/name", "postgresql://host/name"},
        UrlCase{"Socket", "postgres:///name?host=/run/postgresql", "postgres:///name?host=/run/postgresql",
                "postgres:///name?host=/run/postgresql"},
        UrlCase{"Encoded", "postgres://u:p%40%2F%3F@h/n", "postgres://u:p%40%2F%3F@h/n",
                "postgres://***@h/n"},
        UrlCase{"PasswordInTheQuery", "postgres:///n?user=u&password=secret",
                "postgres:///n?user=u&password=secret", "postgres:///n?user=u&password=***"},
        UrlCase{"OurParameters", "postgres://h/n?pool=4&sslmode=require&wait=0",
                "postgres://h/n?sslmode=require", "postgres://h/n?pool=4&sslmode=require&wait=0", 4, 0},
        UrlCase{"OnlyOurs", "postgres://h/n?pool=500", "postgres://h/n", "postgres://h/n?pool=500", 500},
        UrlCase{"AtInTheQuery", "postgres://u@h/n?application_name=a@b",
                "postgres://u@h/n?application_name=a@b", "postgres://***@h/n?application_name=a@b"}),
    [](const auto& one) { return one.param.name; });

struct RefusedCase {
    const char* name;
    const char* location;
    const char* complaint;
};
class RefusedPostgresUrls : public testing::TestWithParam<RefusedCase> {};
TEST_P(RefusedPostgresUrls, Row) {
    const testing_support::FakeClock clock;
    const auto opened = open_database(GetParam().location, clock);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().text(), GetParam().complaint);
}
constexpr const char* kNoPassword =
    "--database: cannot tell the password in the postgres:// URL; percent-encode '@' (%40), '/' (%2F), '?' "
    "(%3F) and "
    "'#' (%23) in user and password";
INSTANTIATE_TEST_SUITE_P(
    Rows, RefusedPostgresUrls,
    testing::Values(
        RefusedCase{"SlashInThePassword", "postgres://u:se/cret@h/n", kNoPassword},
        RefusedCase{"AtInThePassword", "postgres://u:se@cret@h/n", kNoPassword},
        RefusedCase{"MarkInThePassword", "postgres://u:se?cret@h/n", kNoPassword},
        RefusedCase{"HashInThePassword", "postgres://u:se#cret@h/n", kNoPassword},
        RefusedCase{"EmptyPool", "postgres://h/n?pool=",
                    "postgres://h/n?pool=: 'pool' must be a number from 1 to 500; correct the URL"},
        RefusedCase{"NoPool", "postgres://h/n?pool=0",
                    "postgres://h/n?pool=0: 'pool' must be a number from 1 to 500; correct the URL"},
        RefusedCase{
            "LongWait", "postgres://h/n?wait=1e9",
            "postgres://h/n?wait=1e9: 'wait' must be a number of seconds up to 3600; correct the URL"},
        RefusedCase{"UnknownParameter", "postgres://u:secret@h/n?colour=red",
                    "postgres://***@h/n?colour=red: cannot be read as the URL of a PostgreSQL database; "
                    "write it like "
                    "postgres://user:password@host:5432/name, special characters percent-encoded"},
        RefusedCase{
            "NobodyListens", "postgres://u:secret@127.0.0.1:1/n?wait=0",
            "postgres://***@127.0.0.1:1/n?wait=0: PostgreSQL: connection to server at \"127.0.0.1\", port 1 "
            "failed: Connection refused; "
            "start the server, or correct host and port"}),
    [](const auto& one) { return one.param.name; });

TEST(ClientLibrary, WhenItIsMissingTheErrorSaysWhatToInstall) {
    const auto library = load_libpq("libpq.so.none");
    ASSERT_FALSE(library);
    EXPECT_EQ(
        library.error().text(),
        "libpq.so.none: cannot be loaded, and PostgreSQL is reached through it; install PostgreSQL's client "
        "library (on Debian: apt-get install libpq5)");
    const auto other = load_libpq("libm.so.6");
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().text().find("lacks the function PQconninfoParse"), std::string::npos);
}

}  // namespace

}  // namespace tally::storage
