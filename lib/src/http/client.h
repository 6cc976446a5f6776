// The seam to other servers. http_client() in httplib_client.h makes the real one; tests pass a handler.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "http/message.h"
#include "tally/result.h"

namespace tally::http {

// Limits of one exchange, from connecting to the last byte of the body.
struct Limits {
    std::chrono::milliseconds deadline{5000};
    std::size_t max_body = 64u << 20;
    std::size_t max_head = 64u << 10;
    std::size_t max_headers = 100;
    bool cuts_body = false;  // a larger body is cut off at max_body instead of being an error
};

class Client {
  public:
    virtual ~Client() = default;

    // Sends to `origin` ("http://host:port") and waits for the whole response. Bodies are returned as
    // received: chunks joined, content codings not decoded. Redirects are not followed, nothing is retried.
    // Error::code tells unreachable, timed_out, too_large, malformed and denied (TLS) apart. May be called
    // from several threads.
    virtual Result<Response> send(const std::string& origin, const Request& request,
                                  const Limits& limits) = 0;
};

// A client whose every request is answered by `handler`, without a socket.
std::unique_ptr<Client> in_process_client(Handler handler);

}  // namespace tally::http
