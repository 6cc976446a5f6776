// A client that sends bytes as they are, to show a server what no HTTP library would.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tally::testing_support {

class RawClient {
  public:
    explicit RawClient(std::uint16_t port, const std::string& address = "127.0.0.1");
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool is_connected() const { return descriptor_ >= 0; }
    // False when the peer has closed.
    bool send(std::string_view bytes);
    // Everything until the peer closes, resets or `deadline` has passed.
    std::string receive_all(std::chrono::milliseconds deadline = std::chrono::seconds(60));
    // One response with Content-Length, or as much as came of it.
    std::string receive_response(std::chrono::milliseconds deadline = std::chrono::seconds(60));
    bool was_closed() const { return closed_; }  // by the peer, seen by the last receive

  private:
    bool receive_more(std::chrono::steady_clock::time_point until);

    int descriptor_ = -1;
    bool closed_ = false;
    std::string received_;
};

// 0 when `response` does not begin as a response.
int status_of(std::string_view response);
std::string body_of(std::string_view response);

}  // namespace tally::testing_support
