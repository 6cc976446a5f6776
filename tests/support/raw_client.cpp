#include "support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tally::testing_support {

using Clock = std::chrono::steady_clock;

RawClient::RawClient(std::uint16_t port, const std::string& address) {
    sockaddr_storage target{};
    socklen_t length = sizeof(sockaddr_in);
    auto& v4 = reinterpret_cast<sockaddr_in&>(target);
    auto& v6 = reinterpret_cast<sockaddr_in6&>(target);
    if (::inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
    } else {
        ::inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        length = sizeof(sockaddr_in6);
    }
    descriptor_ = ::socket(target.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&target), length) == 0) return;
    ::close(descriptor_);
    descriptor_ = -1;
}

RawClient::~RawClient() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool RawClient::receive_more(Clock::time_point until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    pollfd waiting{descriptor_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    char buffer[16384];
    const ssize_t count = ::recv(descriptor_, buffer, sizeof buffer, 0);
    closed_ = count <= 0;
    if (closed_) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::receive_all(std::chrono::milliseconds deadline) {
    const auto until = Clock::now() + deadline;
    while (receive_more(until)) {
    }
    return std::exchange(received_, {});
}

std::string RawClient::receive_response(std::chrono::milliseconds deadline) {
    const auto until = Clock::now() + deadline;
    while (true) {
        const std::size_t head = received_.find("\r\n\r\n");
        if (head != std::string::npos) {
            const std::size_t mark = received_.find("Content-Length: ");
            const std::size_t body =
                mark < head ? std::strtoull(received_.c_str() + mark + 16, nullptr, 10) : std::size_t{0};
            const std::size_t size = head + 4 + body;
            if (received_.size() >= size) {
                std::string response = received_.substr(0, size);
                received_.erase(0, size);
                return response;
            }
        }
        if (!receive_more(until)) return std::exchange(received_, {});
    }
}

int status_of(std::string_view response) {
    if (response.substr(0, 7) != "HTTP/1." || response.size() < 12) return 0;
    return std::atoi(std::string(response.substr(9, 3)).c_str());
}

std::string body_of(std::string_view response) {
    const std::size_t head = response.find("\r\n\r\n");
    return head == std::string_view::npos ? "" : std::string(response.substr(head + 4));
}

}  // namespace tally::testing_support
