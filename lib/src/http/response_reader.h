// Reads one response off a connection, within caps. Nothing of what arrives is trusted.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "http/client.h"
#include "http/message.h"
#include "tally/result.h"

namespace tally::http {

class ResponseReader {
  public:
    // Gives 1 to `size` bytes, 0 at the end of the stream, or an error (the deadline, a broken connection).
    using Source = std::function<Result<std::size_t>(char* bytes, std::size_t size)>;

    // Errors have no `where`: too_large, malformed, or what the source gave.
    ResponseReader(Source source, const Limits& limits) : source_(std::move(source)), limits_(limits) {}

    // Status and headers; an interim response (1xx) counts as one.
    Result<void> read_head();
    // What follows the head for a request with `method`.
    Result<void> read_body(std::string_view method);

    Response& response() { return response_; }
    // Something of the response has arrived.
    bool has_begun() const { return has_begun_; }
    // The connection may carry another request: everything was read, nothing is left over, nobody wants to
    // close.
    bool is_reusable() const;

  private:
    Result<void> fill();
    Result<std::string> take_line();
    Result<void> read_status_line();
    Result<void> read_header_lines(Headers& headers);
    Result<void> read_exactly(std::size_t size);
    Result<void> read_chunks();
    Result<void> read_to_the_end();
    Error not_http() const;

    Source source_;
    const Limits limits_;
    Response response_;
    std::string buffer_;  // received, not yet used from at_ on
    std::size_t at_ = 0;
    std::size_t head_bytes_ = 0;  // of the heads, chunk sizes and trailers
    std::size_t lines_ = 0;
    bool has_begun_ = false;
    bool http_1_1_ = false;
    bool complete_ = false;
    bool is_cut_ = false;  // the body was larger, and it was asked to be cut
};

}  // namespace tally::http
