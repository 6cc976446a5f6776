// cpp-httplib keeps the connections, asks proxies and does TLS; the exchange itself goes over a stream of
// ours that holds the deadline and the caps. The only file that includes its header.
#include "http/httplib_client.h"

#include <fcntl.h>
#include <httplib.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <vector>

#include "base/encoding.h"
#include "base/sigpipe_block.h"
#include "base/text.h"
#include "base/url.h"
#include "http/connect_socket.h"
#include "http/deadline_guard.h"
#include "http/deadline_stream.h"
#include "http/proxy.h"
#include "http/request_writer.h"
#include "http/response_reader.h"

namespace tally::http {
namespace {

constexpr std::size_t kMaxIdlePerOrigin = 64;

struct Exchange {
    std::string bytes;  // of the request
    std::string method;
    bool keep_alive = true;
    Limits limits;
    Deadline deadline;
    Result<Response> outcome = Error{};

    // True when the connection may be used again.
    bool run(int descriptor, ssl_st* tls);
};

bool Exchange::run(int descriptor, ssl_st* tls) {
    DeadlineStream stream(descriptor, tls, deadline);
    ResponseReader reader([&](char* to, std::size_t size) { return stream.read(to, size); }, limits);
    std::size_t sent = 0;
    do {  // again after each interim response
        const auto written = stream.write(std::string_view(bytes).substr(sent));
        if (!written) return outcome = written.error(), false;
        sent += *written;
        if (const auto head = reader.read_head(); !head) return outcome = head.error(), false;
    } while (reader.response().status < 200 && reader.response().status != 101);
    if (const auto body = reader.read_body(method); !body) return outcome = body.error(), false;
    const bool reusable = keep_alive && sent == bytes.size() && reader.is_reusable();
    outcome = std::move(reader.response());
    return reusable;
}

// One connection to an origin; used by one thread at a time.
class Connection {
  public:
    virtual ~Connection() = default;
    // Connects first where needed. True when the connection may be used again; the outcome is in the
    // exchange.
    virtual bool send(Exchange& exchange) = 0;
    virtual bool is_quiet() const = 0;
};

struct Target {
    Url url;
    std::optional<Url> proxy;
};

template <class Base>
class HttplibConnection final : public Connection, private Base {
  public:
    HttplibConnection(const Target& target, const ClientOptions& options, DeadlineGuard& guard)
        : Base(target.url.host, target.url.port), target_(target), options_(options), guard_(guard) {
        Base::set_keep_alive(true);
        Base::set_follow_location(false);
        Base::set_decompress(false);
        if constexpr (std::is_same_v<Base, httplib::SSLClient>) set_up_tls();
    }

    bool send(Exchange& exchange) override;
    bool is_quiet() const override {
        return this->socket_.is_open() && http::is_quiet(this->socket_.sock, this->socket_.ssl);
    }

  private:
    using Socket = httplib::ClientImpl::Socket;

    void set_up_tls();
    bool create_and_connect_socket(Socket& socket, httplib::Error& error) override;
    bool process_socket(const Socket& socket, std::function<bool(httplib::Stream&)>) override;
    Error connection_error(httplib::Error error) const;

    const Target target_;
    const ClientOptions& options_;
    DeadlineGuard& guard_;
    Exchange* exchange_ = nullptr;
    bool has_run_ = false;                       // it was connected, the exchange knows the rest
    std::optional<DeadlineGuard::Watch> watch_;  // while connecting
    std::optional<Error> connect_error_;
};

template <class Base>
void HttplibConnection<Base>::set_up_tls() {
    Base::enable_server_certificate_verification(options_.verify_tls);
    Base::set_ca_cert_path(options_.ca_file, options_.ca_directory);
    if (!options_.ca_file.empty() && !options_.ca_directory.empty()) {
        SSL_CTX_load_verify_locations(this->ssl_context(), nullptr, options_.ca_directory.c_str());
    }
    if (!target_.proxy) return;
    Base::set_proxy(target_.proxy->host, target_.proxy->port);
    const std::string& user = target_.proxy->userinfo;
    const std::size_t colon = user.find(':');
    if (user.empty()) return;
    Base::set_proxy_basic_auth(
        encoding::percent_decoded(user.substr(0, colon)),
        colon == std::string::npos ? "" : encoding::percent_decoded(user.substr(colon + 1)));
}

template <class Base>
bool HttplibConnection<Base>::send(Exchange& exchange) {
    exchange_ = &exchange;
    has_run_ = false;
    connect_error_.reset();
    const std::chrono::milliseconds left(std::max(1, milliseconds_left(exchange.deadline)));
    Base::set_connection_timeout(left);
    Base::set_read_timeout(left);
    Base::set_write_timeout(left);

    httplib::Request request;
    httplib::Response response;
    httplib::Error error = httplib::Error::Success;
    const bool reusable = Base::send(request, response, error);
    if (!has_run_) exchange.outcome = connection_error(error);
    watch_.reset();
    return has_run_ && reusable;
}

template <class Base>
bool HttplibConnection<Base>::create_and_connect_socket(Socket& socket, httplib::Error& error) {
    const Url& peer = target_.proxy ? *target_.proxy : target_.url;
    const Result<int> descriptor = connect_socket(
        peer.host, peer.port, exchange_->deadline, target_.proxy ? AddressCheck{} : options_.refuse);
    if (!descriptor) {
        connect_error_ = descriptor.error();
        error = httplib::Error::Connection;
        return false;
    }
    // What follows, the handshake and the talk with a proxy, expects a socket that blocks.
    ::fcntl(*descriptor, F_SETFL, ::fcntl(*descriptor, F_GETFL) & ~O_NONBLOCK);
    watch_.emplace(guard_, *descriptor, exchange_->deadline);
    socket.sock = *descriptor;
    return true;
}

template <class Base>
bool HttplibConnection<Base>::process_socket(const Socket& socket, std::function<bool(httplib::Stream&)>) {
    watch_.reset();
    has_run_ = true;
    return exchange_->run(socket.sock, socket.ssl);
}

template <class Base>
Error HttplibConnection<Base>::connection_error(httplib::Error error) const {
    if (connect_error_) return *connect_error_;
    if (milliseconds_left(exchange_->deadline) == 0)
        return {ErrorCode::timed_out, "", "the deadline passed", ""};
    if constexpr (std::is_same_v<Base, httplib::SSLClient>) {
        static constexpr const char* kTrust = "give the certificate of its authority with SSL_CERT_FILE";
        if (error == httplib::Error::SSLLoadingCerts) {
            return {ErrorCode::denied, "",
                    "the certificates in '" + options_.ca_file + options_.ca_directory + "' cannot be read",
                    "correct SSL_CERT_FILE or SSL_CERT_DIR"};
        }
        if (error == httplib::Error::SSLServerVerification) {
            const long reason = Base::get_openssl_verify_result();
            if (reason == X509_V_OK) {
                return {ErrorCode::denied, "",
                        "the certificate of the server is not for '" + target_.url.host + "'",
                        "use a name that it is for"};
            }
            return {ErrorCode::denied, "",
                    std::string("the certificate of the server is not trusted: ") +
                        X509_verify_cert_error_string(reason),
                    kTrust};
        }
        return {ErrorCode::malformed, "", "no TLS connection could be agreed on",
                "check that the server speaks https on this port"};
    }
    return {ErrorCode::unreachable, "", "no connection", "check the address and the network"};
}

std::string duration_text(std::chrono::milliseconds duration) {
    const auto count = duration.count();
    return count >= 1000 && count % 1000 == 0 ? std::to_string(count / 1000) + " s"
                                              : std::to_string(count) + " ms";
}

class HttplibClient final : public Client {
  public:
    explicit HttplibClient(ClientOptions options) : options_(std::move(options)) {}
    ~HttplibClient() override {
        const SigpipeBlock block;  // TLS says goodbye to servers that may be gone
        idle_.clear();
    }

    Result<Response> send(const std::string& origin, const Request& request, const Limits& limits) override;

  private:
    Result<Exchange> prepare(const Target& target, const Request& request, const Limits& limits) const;
    std::unique_ptr<Connection> take(const Target& target);
    void give_back(const Target& target, std::unique_ptr<Connection> connection);

    const ClientOptions options_;
    DeadlineGuard guard_;
    std::mutex mutex_;
    std::map<std::string, std::vector<std::unique_ptr<Connection>>> idle_;  // by origin
};

Result<Response> HttplibClient::send(const std::string& origin, const Request& request,
                                     const Limits& limits) {
    const auto url = parse_url(origin);
    if (!url) return url.error();
    auto proxy = proxy_for(options_, *url);
    if (!proxy) return proxy.error();
    const Target target{*url, *std::move(proxy)};
    auto exchange = prepare(target, request, limits);
    if (exchange) {
        std::optional<SigpipeBlock> block;  // OpenSSL writes without MSG_NOSIGNAL
        if (target.url.scheme == "https") block.emplace();
        auto connection = take(target);
        if (connection->send(*exchange)) give_back(target, std::move(connection));
    }
    Result<Response> outcome = exchange ? std::move(exchange->outcome) : Result<Response>(exchange.error());
    if (outcome) return outcome;

    Error error = outcome.error();
    error.where = url->origin();
    if (error.code == ErrorCode::timed_out) {
        error.what = "no complete answer within " + duration_text(limits.deadline);
        error.remedy = "see why it takes so long, or raise the time-out";
    }
    return error;
}

Result<Exchange> HttplibClient::prepare(const Target& target, const Request& request,
                                        const Limits& limits) const {
    const std::string origin = target.url.origin();
    RequestLineTo to{request.target, origin.substr(origin.find("://") + 3), options_.user_agent, ""};
    if (target.proxy && target.url.scheme == "http") {
        to.target = origin + (request.target == "*" ? "" : request.target);
        if (!target.proxy->userinfo.empty()) {
            to.proxy_authorization =
                "Basic " + encoding::base64(encoding::percent_decoded(target.proxy->userinfo));
        }
    }
    const auto bytes = write_request(request, to);
    if (!bytes) return bytes.error();
    Exchange exchange;
    exchange.bytes = *bytes;
    exchange.method = request.method;
    exchange.keep_alive = !text::contains_ignoring_case(request.headers.value_or("Connection", ""), "close");
    exchange.limits = limits;
    exchange.deadline = std::chrono::steady_clock::now() + limits.deadline;
    return exchange;
}

// One that is waiting, or a new one. A connection that the server has closed meanwhile is dropped here,
// before anything is sent on it: what was sent once is never sent again.
std::unique_ptr<Connection> HttplibClient::take(const Target& target) {
    while (true) {
        std::unique_ptr<Connection> connection;
        {
            const std::lock_guard lock(mutex_);
            auto& idle = idle_[target.url.origin()];
            if (idle.empty()) break;
            connection = std::move(idle.back());
            idle.pop_back();
        }
        if (connection->is_quiet()) return connection;
    }
    if (target.url.scheme == "https") {
        return std::make_unique<HttplibConnection<httplib::SSLClient>>(target, options_, guard_);
    }
    return std::make_unique<HttplibConnection<httplib::ClientImpl>>(target, options_, guard_);
}

void HttplibClient::give_back(const Target& target, std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    auto& idle = idle_[target.url.origin()];
    if (idle.size() < kMaxIdlePerOrigin) idle.push_back(std::move(connection));
}

}  // namespace

std::unique_ptr<Client> http_client(ClientOptions options) {
    return std::make_unique<HttplibClient>(std::move(options));
}

}  // namespace tally::http
