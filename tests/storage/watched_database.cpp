#include "storage/watched_database.h"

#include <utility>

namespace tally::testing_support {

namespace {

using storage::Parameters;
using storage::Transaction;

class Watched final : public Transaction {
  public:
    Watched(Transaction& transaction, std::vector<NotedStatement>& statements)
        : transaction_(transaction), statements_(statements) {}

    storage::Rows query(std::string_view sql, const Parameters& parameters) override {
        note(sql, parameters);
        return transaction_.query(sql, parameters);
    }
    std::int64_t execute(std::string_view sql, const Parameters& parameters) override {
        note(sql, parameters);
        return transaction_.execute(sql, parameters);
    }
    void execute_soon(std::string_view sql, const Parameters& parameters) override {
        note(sql, parameters);
        transaction_.execute_soon(sql, parameters);
    }
    void execute_script(std::string_view sql) override {
        note(sql, {});
        transaction_.execute_script(sql);
    }

  private:
    void note(std::string_view sql, const Parameters& parameters) {
        NotedStatement statement{std::string(sql), {}};
        for (const auto& parameter : parameters) {
            auto& value = statement.values.emplace_back();
            if (const auto* number = std::get_if<std::int64_t>(&parameter.value())) value = *number;
            if (const auto* text = std::get_if<std::string_view>(&parameter.value()))
                value = std::string(*text);
        }
        statements_.push_back(std::move(statement));
    }

    Transaction& transaction_;
    std::vector<NotedStatement>& statements_;
};

}  // namespace

Parameters NotedStatement::parameters() const {
    Parameters all;
    for (const auto& value : values) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            all.emplace_back(*number);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            all.emplace_back(*text);
        } else {
            all.emplace_back(nullptr);
        }
    }
    return all;
}

void WatchedDatabase::read(const std::function<void(Transaction&)>& work) {
    database_.read([&](Transaction& transaction) {
        Watched watched(transaction, statements_);
        work(watched);
    });
}

void WatchedDatabase::write(const std::function<bool(Transaction&)>& work) {
    database_.write([&](Transaction& transaction) {
        Watched watched(transaction, statements_);
        return work(watched);
    });
}

std::vector<NotedStatement> WatchedDatabase::take() {
    return std::exchange(statements_, {});
}

}  // namespace tally::testing_support
