// libmicrohttpd parses and sends on its event threads; everything it would let through is checked here. The
// only file that includes its header.
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <set>

#include "base/log.h"
#include "base/text.h"
#include "http/connection_watch.h"
#include "http/delayed_calls.h"
#include "http/field_syntax.h"
#include "http/host_and_port.h"
#include "http/listen_socket.h"
#include "http/refusal.h"
#include "http/request_head.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace tally::http {
namespace {

constexpr std::string_view kStopping = "the server is stopping";
constexpr std::string_view kTooLarge = "the body is larger than this server accepts";
constexpr std::string_view kTooBusy = "the server holds as much of other requests as it can; try again in a few seconds";
// What is made of a body takes many times its memory and time.
constexpr std::size_t kLargeBody = 4u << 20;
// Of these every connection may have one, whatever the others hold.
constexpr std::size_t kSmallBody = 64u << 10;
// What the memory of a connection holds beside the head of a request.
constexpr std::size_t kMaxResponseHead = 32u << 10;

using MhdResponse = std::unique_ptr<MHD_Response, decltype(&MHD_destroy_response)>;

// One client's connection and the exchange that goes on over it. Made and freed by the library's connection
// callback.
class Connection final : public WatchedConnection {
  public:
    Connection(int descriptor, bool plain, std::string address)
        : WatchedConnection(descriptor, plain), remote_address(std::move(address)) {}

    const std::string remote_address;
    std::string target;                      // raw
    const char* target_in_buffer = nullptr;  // of the library; valid until the head is read
    Request request;
    Response response;
    std::size_t held = 0;             // the memory of the request's body
    std::optional<Response> refused;  // the answer, decided before the body has ended
    bool counted = false;  // among the exchanges that stop() waits for
};

std::string address_text(const sockaddr* address) {
    if (!address) return "";
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes =
        address->sa_family == AF_INET6
            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr)
            : static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(address)->sin_addr);
    const char* written = ::inet_ntop(address->sa_family, bytes, text.data(), text.size());
    return written ? written : "";
}

Connection& connection_of(MHD_Connection* handle) {
    const auto* info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return *static_cast<Connection*>(info->socket_context);
}

MHD_Result collect_line(void* lines, MHD_ValueKind, const char* name, std::size_t name_size,
                        const char* value, std::size_t value_size) {
    static_cast<std::vector<RequestHead::Line>*>(lines)->push_back(
        {{name, name_size}, value ? std::string_view(value, value_size) : std::string_view()});
    return MHD_YES;
}

// A HEAD response, or a 304, may announce the length of a body that is not sent.
std::optional<std::uint64_t> announced_length(const Request& request, const Response& response) {
    if (!response.body.empty() || (request.method != "HEAD" && response.status != 304)) return std::nullopt;
    const std::string* text = response.headers.find("Content-Length");
    if (!text || text->empty() || text->size() > 18) return std::nullopt;
    if (text->find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return std::stoull(*text);
}

// Only for announced lengths: no body is ever read.
ssize_t no_content(void*, std::uint64_t, char*, std::size_t) {
    return MHD_CONTENT_READER_END_WITH_ERROR;
}

// The beginning of a body of which more was announced: that its end never comes is the fault asked for.
ssize_t beginning_of_body(void* connection, std::uint64_t position, char* buffer, std::size_t max) {
    const Response& response = static_cast<const Connection*>(connection)->response;
    const std::string_view beginning =
        std::string_view(response.body).substr(0, *response.fault->truncate_body);
    if (position >= beginning.size()) return MHD_CONTENT_READER_END_WITH_ERROR;
    return static_cast<ssize_t>(beginning.substr(position).copy(buffer, max));
}

std::chrono::milliseconds delay_of(const Response& response) {
    return response.fault ? response.fault->delay : std::chrono::milliseconds(0);
}

bool is_truncated(const Response& response) {
    return response.fault && response.fault->truncate_body &&
           *response.fault->truncate_body < response.body.size();
}

// The library sets these itself; what it takes from us is "close" and "chunked".
bool is_left_to_the_library(const Header& line) {
    if (text::equals_ignoring_case(line.name, "Content-Length")) return true;
    if (text::equals_ignoring_case(line.name, "Connection"))
        return !text::equals_ignoring_case(line.value, "close");
    if (text::equals_ignoring_case(line.name, "Transfer-Encoding")) {
        return !text::equals_ignoring_case(line.value, "chunked");
    }
    return false;
}

bool can_be_sent(const Response& response) {
    if (response.status < 200 || response.status > 999) return false;
    std::size_t size = 0;
    for (const Header& line : response.headers) {
        if (!is_token(line.name) || !is_field_value(line.value)) return false;
        size += line.name.size() + line.value.size() + 4;
    }
    return size <= kMaxResponseHead;
}

// Refers to the connection's response, which has to live until the exchange is over. Null when out of memory.
MhdResponse to_library(Connection& connection) {
    const Response& response = connection.response;
    MhdResponse made(nullptr, MHD_destroy_response);
    if (const auto length = announced_length(connection.request, response)) {
        made.reset(MHD_create_response_from_callback(*length, 1024, no_content, nullptr, nullptr));
    } else if (is_truncated(response)) {
        made.reset(MHD_create_response_from_callback(response.body.size(), 32u << 10, beginning_of_body,
                                                     &connection, nullptr));
    } else {
        made.reset(MHD_create_response_from_buffer(
            response.body.size(), const_cast<char*>(response.body.data()), MHD_RESPMEM_PERSISTENT));
    }
    if (!made) return made;
    for (const Header& line : response.headers) {
        if (is_left_to_the_library(line)) continue;
        // The library refuses empty values; a blank reads as one.
        const char* value = line.value.empty() ? " " : line.value.c_str();
        if (MHD_add_response_header(made.get(), line.name.c_str(), value) == MHD_NO) {
            made.reset();
            break;
        }
    }
    return made;
}

void log_library_message(void*, const char* format, va_list arguments) {
    if (!log::enabled(log::Level::debug)) return;
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    log::debug(std::string("http server: ") + std::string(text::trim(text.data())));
}

std::size_t leave_escapes(void*, MHD_Connection*, char* text) {
    return std::char_traits<char>::length(text);
}

class MicrohttpdServer final : public Server {
  public:
    MicrohttpdServer(ServerOptions options, Handler handler, const ListenSocket& listening)
        : options_(std::move(options)),
          handler_(std::move(handler)),
          port_(listening.port),
          watch_({options_.head_deadline, options_.body_deadline}) {}
    ~MicrohttpdServer() override { stop(); }

    bool start(int listening);
    std::uint16_t port() const override { return port_; }
    std::string url() const override {
        return (is_tls() ? "https://" : "http://") + host_and_port(options_.host, port_);
    }
    void stop() override;

  private:
    bool is_tls() const { return !options_.tls_certificate.empty() || !options_.tls_key.empty(); }

    static void on_connection(void* server, MHD_Connection* handle, void** context,
                              MHD_ConnectionNotificationCode code);
    static void* on_target(void* server, const char* target, MHD_Connection* handle);
    static MHD_Result on_request(void* server, MHD_Connection* handle, const char* url, const char* method,
                                 const char* version, const char* piece, std::size_t* piece_size,
                                 void** context);
    static void on_completed(void* server, MHD_Connection* handle, void** context,
                             MHD_RequestTerminationCode code);

    MHD_Result read_head(Connection& connection, MHD_Connection* handle, const char* method,
                         const char* version);
    MHD_Result read_body(Connection& connection, std::string_view piece);
    MHD_Result refuse_in_body(Connection& connection, Response refusal);
    void release_body(Connection& connection);
    void run_handler(Connection& connection);
    MHD_Result answer(Connection& connection, MHD_Connection* handle);
    MHD_Result send_when_due(Connection& connection, MHD_Connection* handle);
    void resume_when_due(Connection& connection, MHD_Connection* handle);
    MHD_Result send(Connection& connection, MHD_Connection* handle, Phase from);
    MHD_Result refuse(Connection& connection, MHD_Connection* handle, Response refusal);

    const ServerOptions options_;
    const Handler handler_;
    const std::uint16_t port_;
    ConnectionWatch watch_;
    std::unique_ptr<WorkerPool> workers_;
    DelayedCalls delayed_;
    MHD_Daemon* daemon_ = nullptr;

    std::atomic<std::size_t> held_{0};  // the memory of all bodies

    std::mutex mutex_;
    std::condition_variable answered_;
    std::size_t unanswered_ = 0;  // exchanges whose request is complete
    std::atomic<bool> stopping_{false};
};

bool MicrohttpdServer::start(int listening) {
    // The pool of a connection holds its head, the library's record of each line, and the head of the
    // response.
    const std::size_t memory = options_.max_head + (options_.max_headers + 1) * 64 + (16u << 10);
    std::vector<MHD_OptionItem> items;
    const auto add = [&items](MHD_OPTION option, std::size_t value, const void* pointer = nullptr) {
        items.push_back({option, static_cast<std::intptr_t>(value), const_cast<void*>(pointer)});
    };
    add(MHD_OPTION_LISTEN_SOCKET, static_cast<std::size_t>(listening));
    add(MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory);
    add(MHD_OPTION_CONNECTION_LIMIT, options_.max_connections);
    add(MHD_OPTION_PER_IP_CONNECTION_LIMIT, options_.max_connections_per_address);
    if (options_.event_threads > 1) add(MHD_OPTION_THREAD_POOL_SIZE, options_.event_threads);
    if (is_tls()) {
        add(MHD_OPTION_HTTPS_MEM_CERT, 0, options_.tls_certificate.c_str());
        add(MHD_OPTION_HTTPS_MEM_KEY, 0, options_.tls_key.c_str());
    }
    add(MHD_OPTION_END, 0);

    if (options_.workers > 0) workers_ = std::make_unique<WorkerPool>(options_.workers);
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                           (is_tls() ? MHD_USE_TLS : MHD_NO_FLAG);
    daemon_ = MHD_start_daemon(flags, 0, nullptr, nullptr, on_request, this, MHD_OPTION_EXTERNAL_LOGGER,
                               log_library_message, nullptr, MHD_OPTION_URI_LOG_CALLBACK, on_target, this,
                               MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, nullptr,
                               MHD_OPTION_NOTIFY_CONNECTION, on_connection, this, MHD_OPTION_NOTIFY_COMPLETED,
                               on_completed, this, MHD_OPTION_ARRAY, items.data(), MHD_OPTION_END);
    return daemon_ != nullptr;
}

void MicrohttpdServer::stop() {
    if (!daemon_) return;
    stopping_ = true;
    // Refuses new connections at once; closing has to wait, since the event thread still refers to the
    // socket.
    const int listening = MHD_quiesce_daemon(daemon_);
    ::shutdown(listening, SHUT_RDWR);
    if (workers_) workers_->stop();
    delayed_.stop();
    {
        // The library cuts what is not sent when it stops, so slow readers get a moment.
        std::unique_lock lock(mutex_);
        answered_.wait_for(lock, std::chrono::seconds(2), [this] { return unanswered_ == 0; });
    }
    MHD_stop_daemon(daemon_);
    ::close(listening);
    daemon_ = nullptr;
}

void MicrohttpdServer::on_connection(void* server, MHD_Connection* handle, void** context,
                                     MHD_ConnectionNotificationCode code) {
    auto& self = *static_cast<MicrohttpdServer*>(server);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const int descriptor = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        const auto* address = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        auto connection =
            std::make_unique<Connection>(descriptor, !self.is_tls(), address_text(address->client_addr));
        self.watch_.add(*connection);
        *context = connection.release();
        return;
    }
    const std::unique_ptr<Connection> connection(static_cast<Connection*>(*context));
    self.release_body(*connection);
    self.watch_.remove(*connection);
}

void* MicrohttpdServer::on_target(void*, const char* target, MHD_Connection* handle) {
    Connection& connection = connection_of(handle);
    connection.target = target;
    connection.target_in_buffer = target;
    return &connection;
}

MHD_Result MicrohttpdServer::on_request(void* server, MHD_Connection* handle, const char*, const char* method,
                                        const char* version, const char* piece, std::size_t* piece_size,
                                        void** context) {
    auto& self = *static_cast<MicrohttpdServer*>(server);
    auto& connection = *static_cast<Connection*>(*context);
    switch (connection.phase()) {
        case Phase::head:
            return self.read_head(connection, handle, method, version);
        case Phase::body:
            if (*piece_size == 0) return self.answer(connection, handle);
            return self.read_body(connection, {piece, std::exchange(*piece_size, 0)});
        case Phase::handling:
            return self.send(connection, handle, Phase::handling);
        case Phase::sending:
        case Phase::expired:
            break;
    }
    return MHD_NO;
}

MHD_Result MicrohttpdServer::read_head(Connection& connection, MHD_Connection* handle, const char* method,
                                       const char* version) {
    RequestHead head;
    head.method = method;
    head.target = connection.target;
    head.target_in_buffer = connection.target_in_buffer;
    head.version = version;
    MHD_get_connection_values_n(handle, MHD_HEADER_KIND, collect_line, &head.lines);
    head.size = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;

    connection.request = {};
    connection.refused.reset();
    if (!connection.move_on(Phase::head, Phase::body)) return MHD_NO;
    const HeadLimits limits{options_.max_head, options_.max_headers, options_.max_body};
    if (auto refused = refuse_head(head, limits)) return refuse(connection, handle, *std::move(refused));
    if (stopping_) return refuse(connection, handle, refusal(503, kStopping));
    connection.request = request_of(head);
    connection.request.remote_address = connection.remote_address;
    return MHD_YES;
}

MHD_Result MicrohttpdServer::read_body(Connection& connection, std::string_view piece) {
    if (connection.refused) return MHD_YES;
    std::string& body = connection.request.body;
    if (piece.size() > options_.max_body - body.size()) return refuse_in_body(connection, refusal(413, kTooLarge));
    body.append(piece);
    connection.count(piece.size());
    const auto grown = body.capacity() - connection.held;
    connection.held += grown;
    if ((held_ += grown) <= options_.max_bodies || connection.held <= kSmallBody) return MHD_YES;
    auto busy = refusal(503, kTooBusy);
    busy.headers.add("Retry-After", "5");
    return refuse_in_body(connection, std::move(busy));
}

// The library takes no response in the middle of a body. On a plain connection the answer is written past it; on
// TLS the rest is dropped as it comes, until its end or the deadline.
MHD_Result MicrohttpdServer::refuse_in_body(Connection& connection, Response refusal) {
    release_body(connection);
    connection.refused = std::move(refusal);
    if (is_tls()) return MHD_YES;
    connection.linger();
    const std::string bytes = raw_refusal(*connection.refused);
    ::send(connection.descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return MHD_NO;
}

void MicrohttpdServer::release_body(Connection& connection) {
    std::string().swap(connection.request.body);  // assignment would keep the memory
    held_ -= std::exchange(connection.held, 0);
}

void MicrohttpdServer::run_handler(Connection& connection) {
    connection.response = answer_safely(handler_, connection.request);
    release_body(connection);
}

MHD_Result MicrohttpdServer::answer(Connection& connection, MHD_Connection* handle) {
    if (connection.refused) return refuse(connection, handle, *std::exchange(connection.refused, std::nullopt));
    if (!connection.move_on(Phase::body, Phase::handling)) return MHD_NO;
    {
        const std::lock_guard lock(mutex_);
        connection.counted = true;
        ++unanswered_;
    }
    if (!workers_) {
        run_handler(connection);
        return send_when_due(connection, handle);
    }
    const auto length = connection.request.body.size() > kLargeBody ? WorkerPool::Length::long_one
                                                                     : WorkerPool::Length::any;
    const bool queued = workers_->add(
        [handle] { MHD_suspend_connection(handle); },
        [this, &connection, handle](bool run) {
            if (run) {
                run_handler(connection);
            } else {
                connection.response = refusal(503, kStopping);
            }
            resume_when_due(connection, handle);
        },
        length);
    if (queued) return MHD_YES;
    connection.response = refusal(503, kStopping);
    return send(connection, handle, Phase::handling);
}

MHD_Result MicrohttpdServer::send_when_due(Connection& connection, MHD_Connection* handle) {
    const auto delay = delay_of(connection.response);
    if (delay <= delay.zero()) return send(connection, handle, Phase::handling);
    const bool waits = delayed_.add(
        delay, [handle] { MHD_suspend_connection(handle); },
        [&connection, handle](bool due) {
            if (!due) connection.response = refusal(503, kStopping);
            MHD_resume_connection(handle);
        });
    if (waits) return MHD_YES;
    connection.response = refusal(503, kStopping);
    return send(connection, handle, Phase::handling);
}

// The connection is suspended.
void MicrohttpdServer::resume_when_due(Connection& connection, MHD_Connection* handle) {
    const auto delay = delay_of(connection.response);
    const auto resume = [&connection, handle](bool due) {
        if (!due) connection.response = refusal(503, kStopping);
        MHD_resume_connection(handle);
    };
    if (delay <= delay.zero()) return resume(true);
    if (!delayed_.add(
            delay, [] {}, resume))
        resume(false);
}

MHD_Result MicrohttpdServer::send(Connection& connection, MHD_Connection* handle, Phase from) {
    Response& response = connection.response;
    if (response.fault && response.fault->drop_connection) return MHD_NO;
    if (!can_be_sent(response)) {
        log::error(
            "a handler gave a status or headers that HTTP cannot carry, or more than 32 KB of headers");
        response = refusal(500, "the response has a status or headers that cannot be sent");
    }
    if (stopping_) response.headers.set("Connection", "close");
    if (!connection.move_on(from, Phase::sending)) return MHD_NO;
    connection.count(response.body.size());
    const MhdResponse made = to_library(connection);
    if (!made) return MHD_NO;
    return MHD_queue_response(handle, static_cast<unsigned>(response.status), made.get());
}

// Answers before the body was read, and closes.
MHD_Result MicrohttpdServer::refuse(Connection& connection, MHD_Connection* handle, Response refusal) {
    connection.response = std::move(refusal);
    connection.response.headers.add("Connection", "close");
    connection.linger();
    return send(connection, handle, Phase::body);
}

void MicrohttpdServer::on_completed(void* server, MHD_Connection*, void** context,
                                    MHD_RequestTerminationCode) {
    auto& self = *static_cast<MicrohttpdServer*>(server);
    auto& connection = *static_cast<Connection*>(*context);
    // A connection may be idle for long, and has no use for them any more.
    self.release_body(connection);
    connection.request = {};
    connection.response = {};
    connection.await_head();
    if (!std::exchange(connection.counted, false)) return;
    const std::lock_guard lock(self.mutex_);
    if (--self.unanswered_ == 0) self.answered_.notify_all();
}

}  // namespace

Result<std::unique_ptr<Server>> start_server(ServerOptions options, Handler handler) {
    if (options.tls_certificate.empty() != options.tls_key.empty()) {
        return Error{ErrorCode::invalid_input, "", "TLS needs a certificate and its key", "give both"};
    }
    const std::string host = options.host;
    const auto listening = open_listen_socket(host, options.port);
    if (!listening) return listening.error();
    auto server = std::make_unique<MicrohttpdServer>(std::move(options), std::move(handler), *listening);
    if (!server->start(listening->descriptor)) {
        ::close(listening->descriptor);
        return Error{ErrorCode::invalid_input, host_and_port(host, listening->port),
                     "the server could not be started",
                     "with TLS: check that the certificate and the key are PEM and belong together"};
    }
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace tally::http
