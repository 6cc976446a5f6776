// One connection to a PostgreSQL server. With libpq_library the only file that knows libpq.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/readiness.h"
#include "storage/database.h"
#include "storage/postgres_url.h"
#include "tally/result.h"

struct pg_conn;
struct pg_result;

namespace tally::storage {

struct Libpq;

class PostgresError : public StorageError {
  public:
    // Whether the same transaction, begun again, may go well.
    enum class Again { no, yes };

    PostgresError(const std::string& what, Again again, Kind kind = Kind::broken)
        : StorageError("PostgreSQL: " + what, kind), again_(again) {}
    bool may_run_again() const { return again_ == Again::yes; }

  private:
    Again again_;
};

// Never waits for a server that has gone without a word: see PostgresUrl::silence.
class PostgresConnection final : public Transaction {
  public:
    // Connects. Throws PostgresError; it may run again when the server cannot be reached or is just starting.
    PostgresConnection(const Libpq& libpq, const PostgresUrl& url);
    ~PostgresConnection() override;

    Rows query(std::string_view sql, const Parameters& parameters = {}) override;
    std::int64_t execute(std::string_view sql, const Parameters& parameters = {}) override;
    // Goes to the server together with the next statement.
    void execute_soon(std::string_view sql, const Parameters& parameters = {}) override;
    void execute_script(std::string_view sql) override;

    // Begins a transaction with its first statement.
    void begin_soon(const char* sql);
    // Whether a statement was answered since.
    bool has_answered() const { return has_answered_; }
    // Ends a transaction that only read, without waiting for the server's answer.
    void end_read();

    // Statements that begin and end transactions, several separated by semicolons.
    void control(const char* sql);
    // Waits for what was to be executed soon.
    void finish();
    // Throws an error that must not run again when it is not known whether the server kept the changes.
    void commit();
    void roll_back() noexcept;

    bool is_broken() const;
    bool is_idle() const;     // outside a transaction
    bool has_failed() const;  // a statement went wrong, so the transaction only takes a rollback

  private:
    class Answer;
    Answer checked(pg_result* result);
    Answer answer_to(int was_sent);
    pg_result* next_result();
    void flush();
    void wait(Readiness readiness);
    [[noreturn]] void lose(const char* why, PostgresError::Again again);
    void send(const std::string& name, const Parameters& parameters);
    Answer collect();
    void read_end();
    Answer run(std::string_view sql, const Parameters& parameters);
    const std::string& prepared(std::string_view sql, const Parameters& parameters);
    std::string last_message() const;

    const Libpq& libpq_;
    const PostgresUrl url_;
    pg_conn* connection_ = nullptr;
    bool may_take_long_ = false;  // what is running
    bool is_lost_ = false;  // noticed before libpq's own state says so
    std::unordered_map<std::string, std::string> statements_;  // by text and kinds of parameters: their names
    std::size_t sent_ = 0;       // statements on their way; the connection is in pipeline mode then
    bool is_ending_ = false;     // the answer to the COMMIT of a reader was not read yet
    bool has_answered_ = false;  // since begin_soon()
};

}  // namespace tally::storage
