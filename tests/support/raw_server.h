// A server that plays a script on the bare socket, to show a client what no HTTP library would send.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tally::testing_support {

class RawServer {
  public:
    // One connection, as its script sees it.
    class Peer {
      public:
        Peer(RawServer& server, int descriptor) : server_(server), descriptor_(descriptor) {}
        // The next request with its body (Content-Length only); kept for requests(). "" when the client has
        // closed.
        std::string read_request();
        bool send(std::string_view bytes);  // false when the client has closed
        // Again and again, until the client closes. Returns how many bytes were taken.
        std::size_t send_until_closed(std::string_view bytes);
        // The same with a pause each time.
        void drip_until_closed(std::string_view bytes, std::chrono::milliseconds pause);
        void wait_for_close();
        void reset();  // the close after the script is an RST

      private:
        friend class RawServer;
        RawServer& server_;
        int descriptor_;
        std::string received_;
    };
    using Script = std::function<void(Peer&)>;

    explicit RawServer(Script script);  // run for each connection, in a thread of its own; then it is closed
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    int connections() const { return connections_; }
    std::vector<std::string> requests() const;
    void wait_until_all_closed();  // every script has returned

  private:
    void accept_connections();

    const Script script_;
    int listening_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    std::condition_variable closed_;
    std::vector<std::string> requests_;
    std::vector<int> open_;
    std::vector<std::thread> peers_;
    std::thread acceptor_;
};

}  // namespace tally::testing_support
