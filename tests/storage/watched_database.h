// Another database, with every statement noted that goes to it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "storage/database.h"

namespace tally::testing_support {

struct NotedStatement {
    std::string sql;
    std::vector<std::variant<std::monostate, std::int64_t, std::string>> values;

    // Views the values.
    storage::Parameters parameters() const;
};

// Used by one thread at a time.
class WatchedDatabase final : public storage::Database {
  public:
    explicit WatchedDatabase(storage::Database& database) : database_(database) {}

    const storage::Dialect& dialect() const override { return database_.dialect(); }
    void read(const std::function<void(storage::Transaction&)>& work) override;
    void write(const std::function<bool(storage::Transaction&)>& work) override;
    std::unique_ptr<storage::Hold> try_hold(std::string_view name) override {
        return database_.try_hold(name);
    }

    // Since the last call.
    std::vector<NotedStatement> take();

  private:
    storage::Database& database_;
    std::vector<NotedStatement> statements_;
};

}  // namespace tally::testing_support
