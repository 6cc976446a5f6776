#include "http/connection_watch.h"

#include <fcntl.h>
#include <linux/tcp.h>  // knows tcpi_bytes_received, netinet/tcp.h does not
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "http/refusal.h"

namespace tally::http {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kSlowestBytesPerMillisecond = 64;  // 64 KB/s
constexpr milliseconds kLinger{1000};
constexpr milliseconds kDrainPause{5};
constexpr std::size_t kMaxLingering = 256;

std::uint64_t received_bytes(int descriptor) {
    tcp_info info{};
    socklen_t length = sizeof info;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return 0;
    return info.tcpi_bytes_received;
}

void say_too_slow(int descriptor) {
    const std::string text = raw_refusal(408, "the request did not arrive in time");
    [[maybe_unused]] const auto sent =
        ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

// The client has sent more than this server has found the time to read.
bool has_unread_bytes(int descriptor) {
    int count = 0;
    return ::ioctl(descriptor, FIONREAD, &count) == 0 && count > 0;
}

// True at the end of the stream or on an error.
bool drain(int descriptor) {
    char buffer[16384];
    for (int rounds = 0; rounds < 64; ++rounds) {
        const ssize_t count = ::recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        if (count == 0) return true;
        if (count < 0) return errno != EAGAIN && errno != EINTR;
    }
    return false;
}

}  // namespace

WatchedConnection::WatchedConnection(int descriptor, bool plain) : descriptor_(descriptor), plain_(plain) {
    since_ = Clock::now();
}

bool WatchedConnection::move_on(Phase from, Phase to) {
    bytes_ = 0;
    since_ = Clock::now();
    return phase_.compare_exchange_strong(from, to);
}

void WatchedConnection::await_head() {
    since_ = Clock::now();
    received_before_ = received_bytes(descriptor_);
    Phase phase = phase_;
    if (phase != Phase::expired) phase_.compare_exchange_strong(phase, Phase::head);
}

bool WatchedConnection::began_head() const {
    return received_bytes(descriptor_) > received_before_;
}

ConnectionWatch::ConnectionWatch(Deadlines deadlines) : deadlines_(deadlines), thread_([this] { run(); }) {}

ConnectionWatch::~ConnectionWatch() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
    for (const Lingering& lingering : lingering_) ::close(lingering.descriptor);
}

void ConnectionWatch::add(WatchedConnection& connection) {
    const std::lock_guard lock(mutex_);
    connections_.insert(&connection);
    if (connections_.size() == 1) changed_.notify_all();
}

void ConnectionWatch::remove(WatchedConnection& connection) {
    const std::lock_guard lock(mutex_);
    connections_.erase(&connection);
    const bool refused_in_head = connection.phase_ == Phase::head && connection.began_head();
    if (!connection.lingers_ && !refused_in_head) return;
    if (stopping_ || lingering_.size() >= kMaxLingering) return;
    const int copy = ::fcntl(connection.descriptor_, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return;
    ::shutdown(copy, SHUT_WR);
    lingering_.push_back({copy, Clock::now() + kLinger});
    changed_.notify_all();
}

void ConnectionWatch::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (connections_.empty() && lingering_.empty()) {
            changed_.wait(lock);
        } else {
            changed_.wait_for(lock, pause());
        }
        const Clock::time_point now = Clock::now();
        close_overdue(now);
        drain_lingering(now);
    }
}

milliseconds ConnectionWatch::pause() const {
    if (!lingering_.empty()) return kDrainPause;
    const milliseconds shorter = std::min(deadlines_.head, deadlines_.body);
    return std::clamp(shorter / 4, milliseconds(10), milliseconds(1000));
}

void ConnectionWatch::close_overdue(Clock::time_point now) {
    for (WatchedConnection* connection : connections_) {
        Phase phase = connection->phase_;
        const bool has_left = phase == Phase::body && has_left_in_body(*connection);
        if (phase == Phase::expired || (!has_left && !is_overdue(*connection, now))) continue;
        if (phase != Phase::sending && has_unread_bytes(connection->descriptor_)) continue;
        if (!connection->phase_.compare_exchange_strong(phase, Phase::expired)) continue;
        const bool has_part = phase == Phase::body || (phase == Phase::head && connection->began_head());
        if (has_part && connection->plain_) say_too_slow(connection->descriptor_);
        // The serving thread sees the end of the stream and closes.
        ::shutdown(connection->descriptor_, SHUT_RDWR);
    }
}

// The HTTP library below may miss the end of a stream that comes with the last bytes, and would hold what it has of
// the body until the deadline. Between two looks nothing came, so it is not just reading those bytes.
bool ConnectionWatch::has_left_in_body(WatchedConnection& connection) {
    const std::size_t bytes = connection.bytes_;
    if (std::exchange(connection.bytes_seen_, bytes) != bytes) return false;
    pollfd state{connection.descriptor_, POLLRDHUP, 0};
    return ::poll(&state, 1, 0) == 1 && !has_unread_bytes(connection.descriptor_);
}

bool ConnectionWatch::is_overdue(const WatchedConnection& connection, Clock::time_point now) const {
    const Clock::duration passed = now - connection.since_.load();
    const milliseconds allowance(connection.bytes_ / kSlowestBytesPerMillisecond);
    switch (connection.phase_) {
        case Phase::head:
            return passed > deadlines_.head;
        case Phase::body:
        case Phase::sending:
            return passed > deadlines_.body + allowance;
        case Phase::handling:
        case Phase::expired:
            return false;
    }
    return false;
}

void ConnectionWatch::drain_lingering(Clock::time_point now) {
    std::erase_if(lingering_, [now](const Lingering& lingering) {
        const bool over = drain(lingering.descriptor) || now >= lingering.until;
        if (over) ::close(lingering.descriptor);
        return over;
    });
}

}  // namespace tally::http
