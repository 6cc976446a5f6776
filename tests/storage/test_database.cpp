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
    GTEST_SKIP() << "the PostgreSQL server is not installed: run scripts/setup";
}

// One server for the process, and one connection that makes schemas.
class Schemas {
  public:
    std::string create() {
        const auto name = "test_" + std::to_string(++count_);
        database_->write([&](storage::Transaction& transaction) {
            transaction.execute_script("CREATE SCHEMA " + name);
            return true;
        });
        return server_.url(name);
    }

  private:
    static std::unique_ptr<storage::Database> open(const std::string& url) {
        auto database = storage::open_postgres(*storage::read_postgres_url(url));
        if (!database) throw std::runtime_error(database.error().text());
        return std::move(*database);
    }

    PostgresServer server_{PostgresServer::Durability::none};
    std::unique_ptr<storage::Database> database_ = open(server_.url());
    int count_ = 0;
};

}  // namespace

bool tests_run_on_postgres() {
    const char* engine = std::getenv("TALLY_TEST_DATABASE");
    return engine != nullptr && std::string_view(engine) == "postgres";
}

std::string new_database_location(const TemporaryFolder& folder) {
    if (!tests_run_on_postgres()) return (folder / "broker.sqlite").string();
    if (!PostgresServer::programs()) return end_test_without_server(), "";
    static Schemas schemas;
    return schemas.create();
}

std::unique_ptr<storage::Database> open_test_database(const TemporaryFolder& folder, const Clock& clock) {
    const auto location = new_database_location(folder);
    if (location.empty()) return nullptr;
    auto database = storage::open_database(location, clock);
    if (!database) throw std::runtime_error(database.error().text());
    return std::move(*database);
}

std::filesystem::path fastest_folder() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

}  // namespace tally::testing_support
