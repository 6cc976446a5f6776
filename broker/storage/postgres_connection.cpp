#include "storage/postgres_connection.h"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/log.h"
#include "base/readiness.h"
#include "base/text.h"
#include "storage/libpq_library.h"

namespace tally::storage {

namespace {

using Again = PostgresError::Again;
using Kind = StorageError::Kind;

// From the server's catalogue, which never changes them.
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kInt8 = 20;
constexpr Oid kInferred = 0;

// What the URL may replace. That nobody is behind an idle connection any more is noticed within half a minute.
constexpr std::array<const char*, 9> kKeywords = {
    "client_encoding",           "connect_timeout",  "keepalives_idle",
    "keepalives_interval",       "keepalives_count", "tcp_user_timeout",
    "fallback_application_name", "dbname",           nullptr};
constexpr std::array<const char*, 7> kDefaults = {"UTF8", "5", "10", "5", "3", "30000", "contract-broker"};

// Nothing may hold up the other brokers for long: a statement, waiting for a lock, or a broker that stopped in the
// middle of a transaction and so keeps its locks. That one is given up before those that wait for it give up.
constexpr const char* kTimeouts =
    "SET statement_timeout = '30s'; SET lock_timeout = '15s'; SET idle_in_transaction_session_timeout = '12s'";

// Plans are made once for each statement, for any values, and for rows that are looked up by their keys in memory: what
// stores ask is asked again and again and is never about much of a table. Compiling a plan takes longer than any of them.
constexpr const char* kPlanning =
    "SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1; SET jit = off";

// Contracts compress ten times as fast with lz4, which servers have since version 14 unless they were built without.
constexpr const char* kCompression =
    "SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings "
    "WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)";

// What asks whether there is a server at all waits no longer than libpq can: of two words for one thing it takes the
// last.
constexpr std::array<const char*, 3> kPingKeywords = {"dbname", "connect_timeout", nullptr};

PGPing ping(const Libpq& libpq, const PostgresUrl& url) {
    const std::array<const char*, 3> values = {url.text.c_str(), "2", nullptr};
    return libpq.ping(kPingKeywords.data(), values.data(), 1);
}

std::array<const char*, 9> values_for(const PostgresUrl& url) {
    std::array<const char*, 9> values{};
    std::copy(kDefaults.begin(), kDefaults.end(), values.begin());
    values[7] = url.text.c_str();
    return values;
}

// Serialisation failure and deadlock; the server goes down, or is not up yet.
bool may_go_well_again(std::string_view state) {
    return state == "40001" || state == "40P01" || state == "57P01" || state == "57P02" || state == "57P03";
}

Kind kind_of(std::string_view state) {
    if (state == "53100") return Kind::full;
    // Too few resources or connections; a limit of time; shut down; a replica, which only reads.
    for (const std::string_view beginning : {"40", "53", "55P03", "57", "25006"}) {
        if (state.substr(0, beginning.size()) == beginning) return Kind::away;
    }
    return Kind::broken;
}

void ignore_notice(void*, const char* message) {
    log::debug(std::string("PostgreSQL: ") + message);
}

class TakesLong {
  public:
    explicit TakesLong(bool& mark) : mark_(mark) { mark_ = true; }
    ~TakesLong() { mark_ = false; }
    TakesLong(const TakesLong&) = delete;
    TakesLong& operator=(const TakesLong&) = delete;

  private:
    bool& mark_;
};

// More would be kept in memory for no gain.
constexpr std::size_t kMostSent = 64;

// Values as texts, which libpq copies.
struct Texts {
    explicit Texts(const Parameters& parameters) {
        texts.reserve(parameters.size());
        values.reserve(parameters.size());
        for (const auto& parameter : parameters) {
            const auto& value = parameter.value();
            if (const auto* number = std::get_if<std::int64_t>(&value)) {
                texts.push_back(std::to_string(*number));
            } else if (const auto* text = std::get_if<std::string_view>(&value)) {
                if (text->find('\0') != std::string_view::npos)
                    throw PostgresError("cannot store a text with a NUL character", Again::no);
                texts.emplace_back(*text);
            } else {
                values.push_back(nullptr);
                continue;
            }
            values.push_back(texts.back().c_str());
        }
    }
    int count() const { return static_cast<int>(values.size()); }

    std::vector<std::string> texts;
    std::vector<const char*> values;
};

Row::Cell cell_of(Oid type, const char* value, int length) {
    if (type != kInt8 && type != kInt4 && type != kInt2)
        return std::string(value, static_cast<std::size_t>(length));
    std::int64_t number = 0;
    std::from_chars(value, value + length, number);
    return number;
}

}  // namespace

// Owns a result.
class PostgresConnection::Answer {
  public:
    Answer(const Libpq& libpq, pg_result* result) : libpq_(&libpq), result_(result) {}
    Answer(Answer&& other) noexcept : libpq_(other.libpq_), result_(other.take()) {}
    Answer& operator=(Answer&& other) noexcept {
        std::swap(result_, other.result_);
        return *this;
    }
    ~Answer() { libpq_->clear(result_); }

    bool is_there() const { return result_ != nullptr; }
    bool is_good() const {
        const auto status = libpq_->result_status(result_);
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
    }
    pg_result* take() { return std::exchange(result_, nullptr); }

    Rows rows() const {
        const int count = libpq_->row_count(result_);
        const int columns = libpq_->column_count(result_);
        Rows rows;
        rows.reserve(static_cast<std::size_t>(count));
        for (int row = 0; row < count; ++row) {
            std::vector<Row::Cell> cells;
            cells.reserve(static_cast<std::size_t>(columns));
            for (int i = 0; i < columns; ++i) {
                if (libpq_->is_null(result_, row, i) != 0) {
                    cells.emplace_back();
                } else {
                    cells.push_back(cell_of(libpq_->column_type(result_, i), libpq_->value(result_, row, i),
                                            libpq_->length(result_, row, i)));
                }
            }
            rows.emplace_back(std::move(cells));
        }
        return rows;
    }

    std::int64_t changed_rows() const {
        const std::string_view text = libpq_->changed_rows(result_);
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }

    std::string_view command() const { return libpq_->command_status(result_); }

  private:
    const Libpq* libpq_;
    pg_result* result_;
};

PostgresConnection::PostgresConnection(const Libpq& libpq, const PostgresUrl& url) : libpq_(libpq), url_(url) {
    const auto values = values_for(url);
    connection_ = libpq_.connect(kKeywords.data(), values.data(), 1);
    if (is_broken()) {
        const auto message = last_message();
        libpq_.finish(std::exchange(connection_, nullptr));
        // A server that answers has refused for good: password, database, rights.
        const auto state = ping(libpq_, url_);
        throw PostgresError(message,
                            state == PQPING_REJECT || state == PQPING_NO_RESPONSE ? Again::yes : Again::no,
                            Kind::away);
    }
    libpq_.set_notice_processor(connection_, ignore_notice, nullptr);
    libpq_.set_nonblocking(connection_, 1);
    try {
        control((std::string(kTimeouts) + "; " + kPlanning + "; " + kCompression).c_str());
    } catch (...) {
        libpq_.finish(connection_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() {
    libpq_.finish(connection_);
}

Rows PostgresConnection::query(std::string_view sql, const Parameters& parameters) {
    return run(sql, parameters).rows();
}

std::int64_t PostgresConnection::execute(std::string_view sql, const Parameters& parameters) {
    return run(sql, parameters).changed_rows();
}

void PostgresConnection::execute_soon(std::string_view sql, const Parameters& parameters) {
    const auto& name = prepared(sql, parameters);
    if (sent_ >= kMostSent) collect();
    send(name, parameters);
}

void PostgresConnection::begin_soon(const char* sql) {
    has_answered_ = false;
    execute_soon(sql);
}

void PostgresConnection::end_read() {
    if (sent_ > 0 || libpq_.send_query(connection_, "COMMIT") == 0) return control("COMMIT");
    is_ending_ = true;
}

void PostgresConnection::finish() {
    if (sent_ > 0) collect();
}

void PostgresConnection::execute_script(std::string_view sql) {
    // Scripts are migrations, and a large table takes its time.
    const TakesLong now(may_take_long_);
    control(("SET LOCAL statement_timeout = 0; " + std::string(sql)).c_str());
}

void PostgresConnection::control(const char* sql) {
    read_end();
    finish();
    answer_to(libpq_.send_query(connection_, sql));
}

void PostgresConnection::commit() {
    try {
        // A transaction that had failed is rolled back by COMMIT, which is a success for the server.
        const auto answer = run("COMMIT", {});
        if (answer.command() != "COMMIT") throw PostgresError("the transaction was rolled back", Again::no);
    } catch (const PostgresError&) {
        if (!is_broken()) throw;
        throw PostgresError(
            "the connection was lost during COMMIT, so it is not known whether the change was kept", Again::no,
            Kind::uncertain);
    }
}

void PostgresConnection::roll_back() noexcept {
    try {
        finish();
    } catch (const std::exception&) {
        // It is thrown away.
    }
    try {
        if (!is_broken() && !is_idle()) control("ROLLBACK");
    } catch (const std::exception&) {
        // The connection is broken then, and the server rolls back by itself.
    }
}

bool PostgresConnection::is_broken() const {
    return is_lost_ || libpq_.status(connection_) != CONNECTION_OK;
}

bool PostgresConnection::is_idle() const {
    return is_ending_ || libpq_.transaction_status(connection_) == PQTRANS_IDLE;
}

bool PostgresConnection::has_failed() const {
    return libpq_.transaction_status(connection_) == PQTRANS_INERROR;
}

PostgresConnection::Answer PostgresConnection::checked(pg_result* result) {
    Answer answer(libpq_, result);
    if (answer.is_good()) return answer;
    const char* state = libpq_.result_error_field(result, PG_DIAG_SQLSTATE);
    const char* message = libpq_.result_error_field(result, PG_DIAG_MESSAGE_PRIMARY);
    // The server gives each of its errors a state, so this one is libpq's own. Of a server that said farewell before
    // it went, libpq sees that nothing can be sent before it sees that the connection has ended.
    if (state == nullptr) is_lost_ = true;
    const bool again = is_broken() || may_go_well_again(state);
    throw PostgresError(message == nullptr
                            ? last_message()
                            : std::string(message) + " (" + (state == nullptr ? "" : state) + ")",
                        again ? Again::yes : Again::no, is_broken() ? Kind::away : kind_of(state));
}

PostgresConnection::Answer PostgresConnection::run(std::string_view sql, const Parameters& parameters) {
    const auto& name = prepared(sql, parameters);
    const auto answered = [this](Answer answer) {
        has_answered_ = true;
        return answer;
    };
    if (sent_ > 0) {
        send(name, parameters);
        return answered(collect());
    }
    const Texts texts(parameters);
    return answered(answer_to(libpq_.send_prepared(connection_, name.c_str(), texts.count(), texts.values.data(),
                                                   nullptr, nullptr, 0)));
}

// To the last of the statements, unless one went wrong: the server ignores those after it.
PostgresConnection::Answer PostgresConnection::answer_to(int was_sent) {
    if (was_sent == 0) return checked(nullptr);
    flush();
    Answer last(libpq_, nullptr);
    Answer failed(libpq_, nullptr);
    while (auto* result = next_result()) {
        Answer answer(libpq_, result);
        (answer.is_good() || failed.is_there() ? last : failed) = std::move(answer);
    }
    return checked(failed.is_there() ? failed.take() : last.take());
}

pg_result* PostgresConnection::next_result() {
    while (libpq_.is_busy(connection_) != 0) {
        wait(Readiness::to_read);
        if (libpq_.consume_input(connection_) == 0) break;  // the result says why
    }
    return libpq_.next_result(connection_);
}

// A server that has much to say says it before it listens to the rest.
void PostgresConnection::flush() {
    while (libpq_.flush(connection_) > 0) {
        wait(Readiness::to_read_or_write);
        if (libpq_.consume_input(connection_) == 0) break;
    }
}

// Until something has come or can be sent. A server that is busy may be silent for as long as a statement may take, if
// it still takes new connections; nothing tells it from one behind a dead network otherwise.
void PostgresConnection::wait(Readiness readiness) {
    using Clock = std::chrono::steady_clock;
    if (is_lost_) lose("the connection was lost", Again::yes);
    const auto begin = Clock::now();
    const int socket = libpq_.socket(connection_);
    if (socket < 0) return;  // closed: who reads from it learns why
    while (!becomes_ready(socket, readiness, Clock::now() + url_.silence)) {
        if (ping(libpq_, url_) == PQPING_NO_RESPONSE)
            lose("the server has fallen silent, and takes no new connections", Again::yes);
        // Again it would take as long.
        if (!may_take_long_ && Clock::now() > begin + url_.longest_answer)
            lose("the server takes connections, but has not answered for longer than a statement may take", Again::no);
    }
}

void PostgresConnection::lose(const char* why, PostgresError::Again again) {
    is_lost_ = true;
    throw PostgresError(why, again, Kind::away);
}

void PostgresConnection::send(const std::string& name, const Parameters& parameters) {
    const Texts texts(parameters);
    if (sent_ == 0) libpq_.enter_pipeline(connection_);
    if (libpq_.send_prepared(connection_, name.c_str(), texts.count(), texts.values.data(), nullptr, nullptr,
                             0) == 0) {
        throw PostgresError(last_message(), is_broken() ? Again::yes : Again::no);
    }
    ++sent_;
}

// Waits for all that was sent. The answer to the last, unless one went wrong: the server ignores those after it.
PostgresConnection::Answer PostgresConnection::collect() {
    libpq_.sync_pipeline(connection_);
    flush();
    Answer last(libpq_, nullptr);
    Answer failed(libpq_, nullptr);
    for (; sent_ > 0; --sent_) {
        Answer answer(libpq_, next_result());
        next_result();  // nullptr: the end of this statement's answers
        if (answer.is_good()) {
            last = std::move(answer);
        } else if (!failed.is_there()) {
            failed = std::move(answer);
        }
    }
    const Answer end(libpq_, next_result());
    libpq_.exit_pipeline(connection_);
    if (failed.is_there()) return checked(failed.take());
    if (!last.is_there() || is_broken()) throw PostgresError(last_message(), Again::yes);
    return last;
}

// What it says does not matter: nothing was changed, and whether the connection broke shows at the next statement.
void PostgresConnection::read_end() {
    if (!std::exchange(is_ending_, false)) return;
    while (auto* result = next_result()) libpq_.clear(result);
}

// Integers say their type, so that the server never takes them for texts; the type of texts and NULL follows
// from where they stand. One statement text can therefore need several statements.
const std::string& PostgresConnection::prepared(std::string_view sql, const Parameters& parameters) {
    std::vector<Oid> types;
    types.reserve(parameters.size());
    std::string key(sql);
    key += '\0';
    for (const auto& parameter : parameters) {
        const bool is_number = std::holds_alternative<std::int64_t>(parameter.value());
        types.push_back(is_number ? kInt8 : kInferred);
        key += is_number ? 'i' : '-';
    }
    const auto known = statements_.find(key);
    read_end();
    if (known != statements_.end()) return known->second;
    finish();
    auto name = "s" + std::to_string(statements_.size());
    answer_to(libpq_.send_prepare(connection_, name.c_str(), std::string(sql).c_str(),
                                  static_cast<int>(types.size()), types.data()));
    return statements_.emplace(std::move(key), std::move(name)).first->second;
}

// In one line, without the hints behind it, which start with a tab.
std::string PostgresConnection::last_message() const {
    std::string message;
    for (const auto line : text::split(libpq_.error_message(connection_), '\n')) {
        if (line.empty() || line.front() == '\t') continue;
        message += (message.empty() ? "" : "; ") + std::string(line);
    }
    return message.empty() ? "no answer" : message;
}

}  // namespace tally::storage
