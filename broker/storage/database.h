// The seam to the database engines. Stores write one SQL text for all of them: `$1`, `$2` as parameters, ON
// CONFLICT, RETURNING, common table expressions and window functions, booleans as 0 and 1, times as
// fixed-width UTC text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tally::storage {

// The machine below is broken: file gone, disk full, database locked for too long. Nobody can go on sensibly,
// so it is thrown by the adapters and caught once, at the HTTP edge.
class StorageError : public std::runtime_error {
  public:
    enum class Kind {
        broken,
        full,       // no space left; nothing was kept
        away,       // not reachable or too busy, which may pass; nothing was kept
        uncertain,  // lost in the middle of a commit: nobody knows whether the changes were kept
    };

    explicit StorageError(const std::string& what, Kind kind = Kind::broken)
        : std::runtime_error(what), kind_(kind) {}
    Kind kind() const { return kind_; }

  private:
    Kind kind_;
};

// One value for a `$n`. Texts are viewed, not copied: they have to live until the call returns.
class Parameter {
  public:
    Parameter(std::nullptr_t) {}
    Parameter(std::int64_t number) : value_(number) {}
    Parameter(int number) : value_(static_cast<std::int64_t>(number)) {}
    Parameter(std::size_t number) : value_(static_cast<std::int64_t>(number)) {}
    Parameter(bool flag) : value_(static_cast<std::int64_t>(flag ? 1 : 0)) {}
    Parameter(std::string_view text) : value_(text) {}
    Parameter(const std::string& text) : value_(std::string_view(text)) {}
    Parameter(const char* text) : value_(std::string_view(text)) {}
    template <class T>
    Parameter(const std::optional<T>& value) {
        if (value) *this = Parameter(*value);
    }

    const std::variant<std::monostate, std::int64_t, std::string_view>& value() const { return value_; }

  private:
    std::variant<std::monostate, std::int64_t, std::string_view> value_;
};

using Parameters = std::vector<Parameter>;

// One row of an answer, copied out of the engine. Columns are counted from 0, in the order of the SELECT or
// RETURNING.
class Row {
  public:
    using Cell = std::variant<std::monostate, std::int64_t, std::string>;

    explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}

    // These throw std::logic_error when the column is absent or of another type: a mistake in a store.
    bool is_null(std::size_t column) const;
    std::int64_t integer(std::size_t column) const;
    bool flag(std::size_t column) const { return integer(column) != 0; }
    const std::string& text(std::size_t column) const;
    std::string take_text(std::size_t column);  // moves it out
    std::optional<std::int64_t> optional_integer(std::size_t column) const;
    std::optional<std::string> optional_text(std::size_t column) const;

  private:
    const Cell& cell(std::size_t column) const;
    std::vector<Cell> cells_;
};

using Rows = std::vector<Row>;

// What a store makes of rows: one thing of each.
template <class Read>
auto read_all(const Rows& rows, Read read) {
    std::vector<decltype(read(std::declval<const Row&>()))> all;
    all.reserve(rows.size());
    for (const auto& row : rows) all.push_back(read(row));
    return all;
}

// The same of a row that may not be there.
template <class Read>
auto read_if_there(const std::optional<Row>& row, Read read) {
    return row ? std::optional(read(*row)) : std::nullopt;
}

// What stores see of a transaction. Used by one thread at a time.
class Transaction {
  public:
    virtual ~Transaction() = default;

    // Runs one statement and returns all its rows. Statements are prepared once per text, so texts have to be
    // constant or few; values go into parameters.
    virtual Rows query(std::string_view sql, const Parameters& parameters = {}) = 0;
    // Runs one statement; how many rows it inserted, changed or deleted.
    virtual std::int64_t execute(std::string_view sql, const Parameters& parameters = {}) = 0;
    // Runs one statement that nobody waits for: before the next one, or before the transaction ends. That is also
    // where what goes wrong is thrown. Saves the way to a server and back.
    virtual void execute_soon(std::string_view sql, const Parameters& parameters = {}) {
        execute(sql, parameters);
    }
    // Runs several statements separated by semicolons, without parameters.
    virtual void execute_script(std::string_view sql) = 0;

    // The first row, or nothing.
    std::optional<Row> first(std::string_view sql, const Parameters& parameters = {});
};

// What differs between the engines in DDL. Replaces `$ID`, `$BIGINT`, `$BLOB`, `$STRICT` and `$C` in
// migrations.
struct Dialect {
    std::string_view id;      // a generated primary key
    std::string_view bigint;  // 64 bits
    std::string_view blob;
    std::string_view strict;   // suffix of CREATE TABLE
    std::string_view collate;  // suffix of a text column: compare bytes
};

// Something that only one may do at a time. Let go with the object, and with the process when that dies.
class Hold {
  public:
    virtual ~Hold() = default;
};

class Database {
  public:
    virtual ~Database() = default;

    virtual const Dialect& dialect() const = 0;

    // Runs `work` on a consistent snapshot. Readers run in parallel, also with a writer. `work` is run again only
    // when none of its statements was answered.
    virtual void read(const std::function<void(Transaction&)>& work) = 0;

    // Runs `work` alone among the writers. True keeps its changes: they are durable when write() returns.
    // False, or an exception (which is passed on), leaves nothing behind. `work` may be run again when the
    // engine asks for it, so it must not change anything outside the transaction that a second run would not
    // replace.
    virtual void write(const std::function<bool(Transaction&)>& work) = 0;

    // Null while somebody else holds `name` (letters) over this database, in whatever process. Readers and writers do
    // not care about holds.
    virtual std::unique_ptr<Hold> try_hold(std::string_view name) = 0;
};

}  // namespace tally::storage
