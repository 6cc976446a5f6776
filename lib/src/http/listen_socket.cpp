#include "http/listen_socket.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "http/host_and_port.h"

namespace tally::http {
namespace {

// Bursts of new connections wait here instead of being refused; the system has an upper limit of its own.
constexpr int kBacklog = 4096;

Error bind_error(const std::string& host, std::uint16_t port, int reason) {
    const std::string where = host_and_port(host, port);
    switch (reason) {
        case EADDRINUSE:
            return {ErrorCode::conflict, where, "the port is in use by another program",
                    "stop that program or choose another port; 0 takes any free one"};
        case EACCES:
            return {ErrorCode::denied, where, "permission denied",
                    "ports below 1024 need rights of their own: choose a higher one, for example 9292"};
        case EADDRNOTAVAIL:
            return {ErrorCode::invalid_input, where, "this machine does not have the address",
                    "use 127.0.0.1 for this machine only, 0.0.0.0 for every address it has"};
        default:
            return {ErrorCode::io, where, std::string("cannot listen: ") + std::strerror(reason),
                    "choose another host or port"};
    }
}

// The descriptor, or -1 with errno set.
int bind_and_listen(const addrinfo& address) {
    const int descriptor =
        ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address.ai_protocol);
    if (descriptor < 0) return -1;
    // SO_REUSEADDR lets a restarted server have its port at once. SO_REUSEPORT would let two servers split
    // the requests of one port without anybody noticing.
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 && ::listen(descriptor, kBacklog) == 0) {
        return descriptor;
    }
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
    return -1;
}

std::uint16_t bound_port(int descriptor) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) != 0) return 0;
    return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                               : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

Result<ListenSocket> open_listen_socket(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
        return Error{ErrorCode::invalid_input, host_and_port(host, port), "unknown host",
                     "use an address of this machine, for example 127.0.0.1"};
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);

    // IPv4 first: "localhost" is then where most clients look for it.
    int reason = EADDRNOTAVAIL;
    for (const bool want_ipv4 : {true, false}) {
        for (const addrinfo* address = addresses.get(); address; address = address->ai_next) {
            if ((address->ai_family == AF_INET) != want_ipv4) continue;
            const int descriptor = bind_and_listen(*address);
            if (descriptor >= 0) return ListenSocket{descriptor, bound_port(descriptor)};
            reason = errno;
        }
    }
    return bind_error(host, port, reason);
}

}  // namespace tally::http
