#include "http/deadline_stream.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

namespace tally::http {

DeadlineStream::DeadlineStream(int descriptor, ssl_st* tls, Deadline deadline)
    : descriptor_(descriptor), tls_(tls), deadline_(deadline) {
    if (!tls_) return;  // then each call says MSG_DONTWAIT, which saves two calls an exchange
    ::fcntl(descriptor_, F_SETFL, ::fcntl(descriptor_, F_GETFL) | O_NONBLOCK);
    SSL_set_mode(tls_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

Result<short> DeadlineStream::wait(short events) const {
    while (true) {
        pollfd waiting{descriptor_, events, 0};
        const int left = milliseconds_left(deadline_);
        const int count = left > 0 ? ::poll(&waiting, 1, left) : 0;
        if (count > 0) return waiting.revents;
        if (count == 0) return Error{ErrorCode::timed_out, "", "the deadline passed", ""};
        if (errno != EINTR) return static_cast<short>(POLLHUP);
    }
}

DeadlineStream::Blocked DeadlineStream::tls_state(int result) const {
    switch (SSL_get_error(tls_, result)) {
        case SSL_ERROR_NONE:
            return Blocked::no;
        case SSL_ERROR_WANT_READ:
            return Blocked::on_read;
        case SSL_ERROR_WANT_WRITE:
            return Blocked::on_write;
        default:
            return Blocked::over;
    }
}

DeadlineStream::Blocked DeadlineStream::try_read(char* bytes, std::size_t size, std::size_t& count) {
    if (tls_) {
        ERR_clear_error();
        return tls_state(SSL_read_ex(tls_, bytes, size, &count));
    }
    const ssize_t received = ::recv(descriptor_, bytes, size, MSG_DONTWAIT);
    if (received > 0) count = static_cast<std::size_t>(received);
    if (received > 0) return Blocked::no;
    return received < 0 && (errno == EAGAIN || errno == EINTR) ? Blocked::on_read : Blocked::over;
}

DeadlineStream::Blocked DeadlineStream::try_write(std::string_view bytes, std::size_t& count) {
    if (tls_) {
        ERR_clear_error();
        return tls_state(SSL_write_ex(tls_, bytes.data(), bytes.size(), &count));
    }
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) count = static_cast<std::size_t>(sent);
    if (sent >= 0) return Blocked::no;
    return errno == EAGAIN || errno == EINTR ? Blocked::on_write : Blocked::over;
}

Result<std::size_t> DeadlineStream::read(char* bytes, std::size_t size) {
    // Asked each time, or a peer that always has more to send would never meet the deadline.
    while (milliseconds_left(deadline_) > 0) {
        std::size_t count = 0;
        switch (try_read(bytes, size, count)) {
            case Blocked::no:
                return count;
            case Blocked::over:
                return std::size_t{0};
            case Blocked::on_read:
                if (const auto ready = wait(POLLIN); !ready) return ready.error();
                break;
            case Blocked::on_write:
                if (const auto ready = wait(POLLOUT); !ready) return ready.error();
                break;
        }
    }
    return Error{ErrorCode::timed_out, "", "the deadline passed", ""};
}

Result<std::size_t> DeadlineStream::write(std::string_view bytes) {
    std::size_t total = 0;
    while (total < bytes.size()) {
        std::size_t count = 0;
        const Blocked state = try_write(bytes.substr(total), count);
        total += count;
        if (state == Blocked::over) break;
        if (state == Blocked::no) continue;
        const auto ready = wait(state == Blocked::on_read ? POLLIN : POLLIN | POLLOUT);
        if (!ready) return ready.error();
        if (state == Blocked::on_write && !(*ready & POLLOUT)) break;
    }
    return total;
}

bool is_quiet(int descriptor, ssl_st* tls) {
    pollfd state{descriptor, POLLIN | POLLRDHUP, 0};
    if (::poll(&state, 1, 0) == 0) return true;
    if (!tls || (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) return false;
    // Servers send session tickets after the handshake; they are taken in here.
    char byte = 0;
    ERR_clear_error();
    return SSL_get_error(tls, SSL_peek(tls, &byte, 1)) == SSL_ERROR_WANT_READ;
}

}  // namespace tally::http
