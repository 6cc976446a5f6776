// Keeps the deadlines of a server's connections. The HTTP library below knows only how long a connection was
// silent, and a client that sends a byte now and then is never silent.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace tally::http {

enum class Phase {
    head,      // waiting for a request, or receiving its head
    body,      // receiving the body
    handling,  // no deadline
    sending,   // the response
    expired,   // the watch is closing the connection
};

// What the watch knows about a connection. The thread that serves the connection moves it on.
class WatchedConnection {
  public:
    explicit WatchedConnection(int descriptor, bool plain);
    virtual ~WatchedConnection() = default;
    WatchedConnection(const WatchedConnection&) = delete;
    WatchedConnection& operator=(const WatchedConnection&) = delete;

    Phase phase() const { return phase_; }
    // False when the deadline was faster: the connection is being closed and nothing may be sent on it.
    bool move_on(Phase from, Phase to);
    void await_head();                                  // a new request may begin
    void count(std::size_t bytes) { bytes_ += bytes; }  // received in the body, or to be sent
    void linger() { lingers_ = true; }                  // see ConnectionWatch::remove

    int descriptor() const { return descriptor_; }

  private:
    friend class ConnectionWatch;
    bool began_head() const;  // bytes of an unfinished head have arrived

    const int descriptor_;
    const bool plain_;  // not TLS: the watch can say 408 before it closes
    std::atomic<Phase> phase_{Phase::head};
    std::atomic<std::chrono::steady_clock::time_point> since_;
    std::atomic<std::size_t> bytes_{0};
    std::size_t bytes_seen_ = 0;  // by the watch, when it last looked
    std::atomic<std::uint64_t> received_before_{0};
    bool lingers_ = false;
};

class ConnectionWatch {
  public:
    struct Deadlines {
        std::chrono::milliseconds head;
        std::chrono::milliseconds
            body;  // plus the time that the bytes need at 64 KB/s; for responses as well
    };

    explicit ConnectionWatch(Deadlines deadlines);
    ~ConnectionWatch();
    ConnectionWatch(const ConnectionWatch&) = delete;
    ConnectionWatch& operator=(const ConnectionWatch&) = delete;

    void add(WatchedConnection& connection);
    // To be called before the descriptor is closed. A lingering connection was answered before its body was
    // read: what still comes is read and thrown away for a moment, since closing at once would destroy the
    // answer on its way.
    void remove(WatchedConnection& connection);

  private:
    struct Lingering {
        int descriptor;
        std::chrono::steady_clock::time_point until;
    };

    void run();
    void close_overdue(std::chrono::steady_clock::time_point now);
    bool is_overdue(const WatchedConnection& connection, std::chrono::steady_clock::time_point now) const;
    static bool has_left_in_body(WatchedConnection& connection);
    void drain_lingering(std::chrono::steady_clock::time_point now);
    std::chrono::milliseconds pause() const;

    const Deadlines deadlines_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<WatchedConnection*> connections_;
    std::vector<Lingering> lingering_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tally::http
