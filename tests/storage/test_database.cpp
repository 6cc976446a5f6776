#include "storage/test_database.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>

#include "storage/open_database.h"
#include "storage/postgres_database.h"
#include "support/conformance_data.h"
#include "support/postgres_server.h"

namespace tally::testing_support {

namespace {

void end_test_without_server() {
    if (conformance_is_required()) FAIL() << "the PostgreSQL server is not installed: run scripts/setup";
    GTEST_SKIP() << "skipped without a PostgreSQL server: run scripts/setup";
}

std::unique_ptr<storage::Database> opened(Result<std::unique_ptr<storage::Database>> database) {
    if (!database) throw std::runtime_error(database.error().text());
    return std::move(*database);
}

void run_script(storage::Database& database, const std::string& sql) {
    database.write([&](storage::Transaction& transaction) {
        transaction.execute_script(sql);
        return true;
    });
}

// A database that somebody else owns.
class Borrowed final : public storage::Database {
  public:
    explicit Borrowed(storage::Database& database) : database_(database) {}
    const storage::Dialect& dialect() const override { return database_.dialect(); }
    void read(const std::function<void(storage::Transaction&)>& work) override { database_.read(work); }
    void write(const std::function<bool(storage::Transaction&)>& work) override { database_.write(work); }
    std::unique_ptr<storage::Hold> try_hold(std::string_view name) override { return database_.try_hold(name); }

  private:
    storage::Database& database_;
};

// One server for the process.
class Schemas {
  public:
    std::string create() { return create("test_" + std::to_string(++count_)); }

    // The same one each time: creating all tables and preparing all statements takes longer than most tests
    // do.
    storage::Database& emptied(const Clock& clock) {
        if (!emptied_) {
            emptied_ = opened(storage::open_database(create("emptied"), clock));
            emptying_ = emptying_script();
        }
        run_script(*emptied_, emptying_);
        return *emptied_;
    }

  private:
    std::string create(const std::string& name) {
        run_script(*database_, "CREATE SCHEMA " + name);
        return server_.url(name);
    }

    // Without looking at foreign keys, and identities start with 1 again.
    std::string emptying_script() {
        std::string script = "SET LOCAL session_replication_role = replica;";
        database_->read([&](storage::Transaction& transaction) {
            for (const auto& row : transaction.query(
                     "SELECT 'DELETE FROM emptied.' || tablename FROM pg_tables "
                     "WHERE schemaname = 'emptied' AND tablename <> 'schema_migrations' "
                     "UNION ALL SELECT 'SELECT setval(''emptied.' || sequencename || ''', 1, false)' "
                     "FROM pg_sequences WHERE schemaname = 'emptied'")) {
                script += row.text(0) + ";";
            }
        });
        return script;
    }

    PostgresServer server_{PostgresServer::Durability::none};
    std::unique_ptr<storage::Database> database_ =
        opened(storage::open_postgres(*storage::read_postgres_url(server_.url())));
    std::unique_ptr<storage::Database> emptied_;
    std::string emptying_;
    int count_ = 0;
};

Schemas& schemas() {
    static Schemas all;
    return all;
}

// Before any fixture is made: many have a broker in their constructor.
class ServerForAll final : public testing::Environment {
    void SetUp() override {
        if (tests_run_on_postgres()) postgres_is_installed();
    }
};
[[maybe_unused]] const auto* const kServerForAll = testing::AddGlobalTestEnvironment(new ServerForAll);

}  // namespace

bool tests_run_on_postgres() {
    const char* engine = std::getenv("TALLY_TEST_DATABASE");
    return engine != nullptr && std::string_view(engine) == "postgres";
}

bool postgres_is_installed() {
    if (PostgresServer::programs()) return true;
    end_test_without_server();
    return false;
}

std::string new_database_location(const TemporaryFolder& folder) {
    return tests_run_on_postgres() ? new_postgres_location() : (folder / "broker.sqlite").string();
}

std::string new_postgres_location() {
    if (!postgres_is_installed()) return "";
    return schemas().create();
}

std::unique_ptr<storage::Database> open_test_database(const TemporaryFolder& folder, const Clock& clock) {
    if (!tests_run_on_postgres()) return opened(storage::open_database(new_database_location(folder), clock));
    if (!postgres_is_installed()) return nullptr;
    return std::make_unique<Borrowed>(schemas().emptied(clock));
}

std::filesystem::path fastest_folder() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

}  // namespace tally::testing_support
