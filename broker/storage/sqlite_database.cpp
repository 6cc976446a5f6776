// The only file that includes SQLiteCpp and SQLite.
#include "storage/sqlite_database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "storage/write_queue.h"

namespace tally::storage {

namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr std::size_t kMostJobsPerCommit = 128;
constexpr std::size_t kMostParameters = 72;  // the longest list of ids, and some beside it

constexpr Dialect kDialect{
    .id = "INTEGER PRIMARY KEY AUTOINCREMENT",  // AUTOINCREMENT: numbers of deleted rows never come back
    .bigint = "INTEGER",
    .blob = "BLOB",
    .strict = "STRICT",
    .collate = "",
};

const std::array<std::string, kMostParameters>& parameter_names() {
    static const auto names = [] {
        std::array<std::string, kMostParameters> all;
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = "$" + std::to_string(i + 1);
        return all;
    }();
    return names;
}

// SQLite numbers `$n` by first appearance in the text, so parameters are bound by name.
void bind(SQLite::Statement& statement, const Parameters& parameters) {
    if (parameters.size() > kMostParameters) throw std::logic_error("too many parameters");
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto& name = parameter_names()[i];
        const auto& value = parameters[i].value();
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            statement.bind(name, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            statement.bind(name, std::string(*text));
        } else {
            statement.bind(name);
        }
    }
}

StorageError translated(const SQLite::Exception& error) {
    const auto kind = [&] {
        switch (error.getErrorCode()) {
            case SQLITE_FULL:
                return StorageError::Kind::full;
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                return StorageError::Kind::away;
            default:
                // The file that readers and the writer share had to grow, which is said in its own way.
                return error.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE ? StorageError::Kind::full
                                                                            : StorageError::Kind::broken;
        }
    };
    return StorageError(std::string("SQLite: ") + error.what(), kind());
}

Row read_row(SQLite::Statement& statement) {
    std::vector<Row::Cell> cells;
    const int count = statement.getColumnCount();
    cells.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const auto column = statement.getColumn(i);
        if (column.isNull()) {
            cells.emplace_back();
        } else if (column.isInteger()) {
            cells.emplace_back(static_cast<std::int64_t>(column.getInt64()));
        } else {
            cells.emplace_back(column.getString());
        }
    }
    return Row(std::move(cells));
}

// A statement left open pins the write-ahead log, which then grows: reset at the end of each use.
class StatementUse {
  public:
    explicit StatementUse(SQLite::Statement& statement) : statement_(statement) {}
    ~StatementUse() {
        statement_.tryReset();  // its result is that of the last step, which was reported already
        statement_.clearBindings();
    }
    StatementUse(const StatementUse&) = delete;
    StatementUse& operator=(const StatementUse&) = delete;

  private:
    SQLite::Statement& statement_;
};

class Connection final : public Transaction {
  public:
    Connection(const std::string& file, int flags) : database_(file, flags, kBusyMilliseconds) {
        database_.exec("PRAGMA foreign_keys = ON");
    }

    Rows query(std::string_view sql, const Parameters& parameters) override {
        return guarded([&] {
            auto& statement = prepared(sql);
            const StatementUse use(statement);
            bind(statement, parameters);
            Rows rows;
            while (statement.executeStep()) rows.push_back(read_row(statement));
            return rows;
        });
    }

    std::int64_t execute(std::string_view sql, const Parameters& parameters) override {
        return guarded([&] {
            auto& statement = prepared(sql);
            const StatementUse use(statement);
            bind(statement, parameters);
            while (statement.executeStep()) {
            }
            return static_cast<std::int64_t>(database_.getChanges());
        });
    }

    void execute_script(std::string_view sql) override {
        guarded([&] { return database_.exec(std::string(sql)); });
    }

    // False when SQLite gave up the whole transaction by itself (disk full, I/O error).
    bool in_transaction() { return sqlite3_get_autocommit(database_.getHandle()) == 0; }

    void roll_back() noexcept {
        try {
            if (in_transaction()) execute("ROLLBACK", {});
        } catch (const std::exception&) {
            // The transaction ends with the connection at the latest, and its changes were never
            // acknowledged.
        }
    }

  private:
    template <class Work>
    auto guarded(Work work) -> decltype(work()) {
        try {
            return work();
        } catch (const SQLite::Exception& error) {
            throw translated(error);
        }
    }

    SQLite::Statement& prepared(std::string_view sql) {
        const auto known = statements_.find(sql);
        if (known != statements_.end()) return known->second->statement;
        auto entry = std::make_unique<Prepared>(database_, std::string(sql));
        auto& statement = entry->statement;
        const std::string_view key = entry->sql;
        statements_.emplace(key, std::move(entry));
        return statement;
    }

    struct Prepared {
        Prepared(SQLite::Database& database, std::string text)
            : sql(std::move(text)), statement(database, sql) {}
        std::string sql;
        SQLite::Statement statement;
    };

    SQLite::Database database_;
    std::unordered_map<std::string_view, std::unique_ptr<Prepared>> statements_;
};

// A lock on an empty file beside the database. Not on the database itself: closing that a second time would
// let go of SQLite's own locks.
class HeldByFile final : public Hold {
  public:
    explicit HeldByFile(int descriptor) : descriptor_(descriptor) {}
    ~HeldByFile() override { ::close(descriptor_); }
    HeldByFile(const HeldByFile&) = delete;
    HeldByFile& operator=(const HeldByFile&) = delete;

  private:
    const int descriptor_;
};

std::unique_ptr<Hold> try_lock(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) throw StorageError("cannot open " + file + ": " + std::strerror(errno));
    auto hold = std::make_unique<HeldByFile>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return hold;
    if (errno != EWOULDBLOCK) throw StorageError("cannot lock " + file + ": " + std::strerror(errno));
    return nullptr;
}

class SqliteDatabase final : public Database {
  public:
    explicit SqliteDatabase(std::string file)
        : file_(std::move(file)), writer_(file_, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX) {
        use_write_ahead_log();
        writer_.execute_script("PRAGMA synchronous = FULL");
        // Says so here, not at the first request, when the file is not a database or cannot be written.
        writer_.query("SELECT COUNT(*) FROM sqlite_schema", {});
    }

    const Dialect& dialect() const override { return kDialect; }

    void read(const std::function<void(Transaction&)>& work) override {
        auto reader = take_reader();
        reader->execute("BEGIN", {});
        try {
            work(*reader);
        } catch (...) {
            reader->roll_back();
            give_back(std::move(reader));
            throw;
        }
        reader->execute("COMMIT", {});
        give_back(std::move(reader));
    }

    void write(const std::function<bool(Transaction&)>& work) override { queue_.write(work); }

    std::unique_ptr<Hold> try_hold(std::string_view name) override {
        return try_lock(file_ + "-" + std::string(name));
    }

  private:
    using Job = WriteQueue::Job;

    // Of two brokers that start on a new file at the same moment SQLite turns one away without waiting.
    void use_write_ahead_log() {
        constexpr auto kPause = std::chrono::milliseconds(20);
        for (auto waited = kPause * 0;; waited += kPause) {
            try {
                writer_.query("PRAGMA journal_mode = WAL", {});
                return;
            } catch (const StorageError& error) {
                const bool is_locked =
                    std::string_view(error.what()).find("locked") != std::string_view::npos;
                if (!is_locked || waited >= std::chrono::milliseconds(kBusyMilliseconds)) throw;
            }
            std::this_thread::sleep_for(kPause);
        }
    }

    void run(const WriteQueue::Jobs& group) {
        try {
            writer_.execute("BEGIN IMMEDIATE", {});
            for (auto* job : group) run(*job);
            writer_.execute("COMMIT", {});
        } catch (...) {
            writer_.roll_back();
            throw;
        }
    }

    // Each job in a savepoint of its own: one that fails does not touch the others of its group.
    void run(Job& job) {
        writer_.execute("SAVEPOINT job", {});
        try {
            job.kept = (*job.work)(writer_);
        } catch (...) {
            job.error = std::current_exception();
        }
        if (!writer_.in_transaction()) {
            // What this job wanted was too much for all of its group.
            if (job.error) std::rethrow_exception(job.error);
            throw StorageError("SQLite gave up the transaction");
        }
        if (!job.kept) writer_.execute("ROLLBACK TO job", {});
        writer_.execute("RELEASE job", {});
    }

    std::unique_ptr<Connection> take_reader() {
        {
            const std::lock_guard lock(readers_mutex_);
            if (!idle_readers_.empty()) {
                auto reader = std::move(idle_readers_.back());
                idle_readers_.pop_back();
                return reader;
            }
        }
        try {
            return std::make_unique<Connection>(file_, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX);
        } catch (const SQLite::Exception& error) {
            throw translated(error);
        }
    }

    void give_back(std::unique_ptr<Connection> reader) {
        if (reader->in_transaction()) return;
        const std::lock_guard lock(readers_mutex_);
        idle_readers_.push_back(std::move(reader));
    }

    const std::string file_;
    Connection writer_;  // used by the queue only
    WriteQueue queue_{kMostJobsPerCommit, [this](const WriteQueue::Jobs& group) { run(group); }};

    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<Connection>> idle_readers_;
};

// SQLite would create the file with the process's mask; contracts may hold what is not for everybody.
Result<void> create_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) return ::close(descriptor), Result<void>{};
    const int code = errno;
    return Error{code == EACCES || code == EPERM || code == EROFS ? ErrorCode::denied : ErrorCode::io,
                 file.string(), std::string("cannot open the database: ") + std::strerror(code),
                 code == ENOENT ? "create the folder first" : "choose a file with --database"};
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path& file) {
    if (auto created = create_private(file); !created) return created.error();
    try {
        return std::unique_ptr<Database>(std::make_unique<SqliteDatabase>(file.string()));
    } catch (const std::exception& error) {  // SQLite::Exception or StorageError
        return Error{ErrorCode::io, file.string(), std::string("cannot open the database: ") + error.what(),
                     "check that the file is a Tally database and can be written"};
    }
}

}  // namespace tally::storage
