#include "http/connect_socket.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "http/host_and_port.h"

namespace tally::http {
namespace {

struct Address {
    int family = 0;
    sockaddr_storage bytes{};
    socklen_t length = 0;
};

std::vector<Address> look_up(const std::string& host, std::uint16_t port, int flags) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | flags;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return {};
    std::vector<Address> addresses;
    for (const addrinfo* each = found; each; each = each->ai_next) {
        Address address;
        address.family = each->ai_family;
        address.length = each->ai_addrlen;
        std::memcpy(&address.bytes, each->ai_addr, each->ai_addrlen);
        addresses.push_back(address);
    }
    ::freeaddrinfo(found);
    return addresses;
}

// The resolver knows no deadline, so it works in a thread of its own that is left behind when it takes too
// long.
std::optional<std::vector<Address>> look_up_in_time(const std::string& host, std::uint16_t port,
                                                    Deadline deadline) {
    struct Answer {
        std::mutex mutex;
        std::condition_variable ready;
        std::optional<std::vector<Address>> addresses;
    };
    const auto answer = std::make_shared<Answer>();
    std::thread([answer, host, port] {
        auto addresses = look_up(host, port, AI_ADDRCONFIG);
        if (addresses.empty()) addresses = look_up(host, port, 0);  // "localhost" without a network
        const std::lock_guard lock(answer->mutex);
        answer->addresses = std::move(addresses);
        answer->ready.notify_all();
    }).detach();
    std::unique_lock lock(answer->mutex);
    answer->ready.wait_until(lock, deadline, [&] { return answer->addresses.has_value(); });
    return answer->addresses;
}

Error timed_out() {
    return {ErrorCode::timed_out, "", "no connection before the deadline",
            "check the address and the network"};
}

Error unreachable(const std::string& place, int reason) {
    if (reason == ECONNREFUSED) {
        return {ErrorCode::unreachable, "", "nothing is listening on " + place,
                "start the server or check the address"};
    }
    return {ErrorCode::unreachable, "", "cannot connect to " + place + ": " + std::strerror(reason),
            "check the address and the network"};
}

IpAddress ip_address(const Address& address) {
    char text[INET6_ADDRSTRLEN] = {};
    const auto* start = reinterpret_cast<const char*>(&address.bytes);
    if (address.family == AF_INET) {
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(start)->sin_addr, text, sizeof text);
    } else {
        ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(start)->sin6_addr, text, sizeof text);
    }
    return parse_ip_address(text).value_or(IpAddress{});
}

// The descriptor, or -1 with errno set (ETIMEDOUT at the deadline).
int connect_to(const Address& address, Deadline deadline) {
    const int descriptor = ::socket(address.family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
    if (descriptor < 0) return -1;
    // Without it a body that follows its head waits for an acknowledgement, 40 ms each time.
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

    int reason = 0;
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address.bytes), address.length) != 0)
        reason = errno;
    if (reason == EINPROGRESS) {
        pollfd waiting{descriptor, POLLOUT, 0};
        int count = 0;
        do {
            count = ::poll(&waiting, 1, milliseconds_left(deadline));
        } while (count < 0 && errno == EINTR);
        socklen_t length = sizeof reason;
        if (count == 0 || ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &reason, &length) != 0)
            reason = ETIMEDOUT;
    }
    if (reason == 0) return descriptor;
    ::close(descriptor);
    errno = reason;
    return -1;
}

}  // namespace

int milliseconds_left(Deadline deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1 << 30));
}

Result<int> connect_socket(const std::string& host, std::uint16_t port, Deadline deadline,
                           const AddressCheck& refuse) {
    std::vector<Address> addresses = look_up(host, port, AI_NUMERICHOST);
    if (addresses.empty()) {
        auto found = look_up_in_time(host, port, deadline);
        if (!found) return timed_out();
        addresses = *std::move(found);
    }
    if (addresses.empty()) {
        return Error{ErrorCode::unreachable, "", "the host '" + host + "' is unknown", "check the address"};
    }
    int reason = 0;
    Error denied{ErrorCode::denied, "", "", ""};
    for (const Address& address : addresses) {
        if (refuse) {
            const auto ip = ip_address(address);
            if (const auto why = refuse(ip); !why.empty()) {
                denied.what = "the address " + ip.text() + " of '" + host + "' " + why;
                continue;
            }
        }
        const int descriptor = connect_to(address, deadline);
        if (descriptor >= 0) return descriptor;
        reason = errno;
        if (milliseconds_left(deadline) == 0) return timed_out();
    }
    if (reason == 0) return denied;
    return unreachable(host_and_port(host, port), reason);
}

}  // namespace tally::http
