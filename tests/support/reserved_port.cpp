#include "support/reserved_port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace tally::testing_support {

// Bound and never listening: two sockets with SO_REUSEADDR may share a port while at most one of them listens.
ReservedPort::ReservedPort() {
    descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(descriptor_, generic, length) != 0 || ::getsockname(descriptor_, generic, &length) != 0) {
        ::close(descriptor_);
        throw std::runtime_error("a test cannot reserve a port");
    }
    number_ = ntohs(address.sin_port);
}

ReservedPort::~ReservedPort() {
    ::close(descriptor_);
}

}  // namespace tally::testing_support
