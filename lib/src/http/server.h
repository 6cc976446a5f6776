// The seam to clients: something that accepts connections and answers through a Handler.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "http/message.h"
#include "tally/result.h"

namespace tally::http {

struct ServerOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    unsigned event_threads = 1;
    // Threads that run the handler; 0 runs it on the event thread, for handlers that never block.
    unsigned workers = 0;
    std::size_t max_body = 32u << 20;
    // Memory for the bodies of all requests, else 503; those of up to 64 KB do not wait for others. A body can take
    // twice its size.
    std::size_t max_bodies = 512u << 20;
    std::size_t max_head = 64u << 10;
    std::size_t max_headers = 100;
    std::chrono::milliseconds head_deadline{10000};  // of each request; an idle connection is closed after it
    std::chrono::milliseconds body_deadline{30000};  // plus the time the body needs at 64 KB/s
    unsigned max_connections = 4096;
    unsigned max_connections_per_address = 0;  // 0: no limit
    std::string tls_certificate;               // PEM; with tls_key makes the server speak TLS
    std::string tls_key;
};

class Server {
  public:
    virtual ~Server() = default;  // stops
    virtual std::uint16_t port() const = 0;
    virtual std::string url() const = 0;  // "http://127.0.0.1:41234"
    // Takes no new requests, answers waiting ones with 503, lets running handlers finish, closes. Idempotent.
    virtual void stop() = 0;
};

// Accepts connections when it returns. Refused with 400: Content-Length together with Transfer-Encoding, two
// differing lengths, bare line feeds in the head; 413, 431, 408 and 503 beyond the limits. A handler that throws
// is answered 500 without its text, and so is a response that HTTP cannot carry (line ends in a header, more
// than 32 KB of headers). Content-Length is counted here; of the handler's own it is kept for HEAD and 304
// only, as Connection is when it says "close" and Transfer-Encoding when it says "chunked". A response's
// fault is carried out without holding up other connections; stop() answers those that still wait with 503.
// Implemented by libmicrohttpd.
Result<std::unique_ptr<Server>> start_server(ServerOptions options, Handler handler);

}  // namespace tally::http
