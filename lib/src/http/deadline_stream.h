// The bytes of one exchange over a connected socket, plain or TLS, up to one deadline.
#pragma once

#include <cstddef>
#include <string_view>

#include "http/connect_socket.h"
#include "tally/result.h"

struct ssl_st;

namespace tally::http {

class DeadlineStream {
  public:
    // Does not own the socket. `tls` is null for a plain one. SIGPIPE must be blocked or ignored for TLS.
    DeadlineStream(int descriptor, ssl_st* tls, Deadline deadline);

    // 0 at the end of the stream, which a reset is as well.
    Result<std::size_t> read(char* bytes, std::size_t size);

    // How much was sent. Less than everything when the peer has closed, or when it does not take more but has
    // begun to answer: reading tells which.
    Result<std::size_t> write(std::string_view bytes);

  private:
    enum class Blocked { no, on_read, on_write, over };
    Blocked try_read(char* bytes, std::size_t size, std::size_t& count);
    Blocked try_write(std::string_view bytes, std::size_t& count);
    Blocked tls_state(int result) const;
    // Which of `events` came; nothing at the deadline.
    Result<short> wait(short events) const;

    const int descriptor_;
    ssl_st* const tls_;
    const Deadline deadline_;
};

// Nothing has been closed and nothing is waiting to be read, as it should be between two exchanges.
bool is_quiet(int descriptor, ssl_st* tls);

}  // namespace tally::http
