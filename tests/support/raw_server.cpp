#include "support/raw_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace tally::testing_support {

std::string RawServer::Peer::read_request() {
    while (true) {
        const std::size_t head = received_.find("\r\n\r\n");
        if (head != std::string::npos) {
            const std::size_t mark = received_.find("Content-Length: ");
            const std::size_t body =
                mark < head ? std::strtoull(received_.c_str() + mark + 16, nullptr, 10) : 0;
            if (received_.size() >= head + 4 + body) {
                std::string request = received_.substr(0, head + 4 + body);
                received_.erase(0, request.size());
                const std::lock_guard lock(server_.mutex_);
                server_.requests_.push_back(request);
                return request;
            }
        }
        char buffer[16384];
        const ssize_t count = ::recv(descriptor_, buffer, sizeof buffer, 0);
        if (count <= 0) return "";
        received_.append(buffer, static_cast<std::size_t>(count));
    }
}

bool RawServer::Peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::size_t RawServer::Peer::send_until_closed(std::string_view bytes) {
    std::size_t total = 0;
    while (send(bytes)) total += bytes.size();
    return total;
}

void RawServer::Peer::drip_until_closed(std::string_view bytes, std::chrono::milliseconds pause) {
    pollfd closed{descriptor_, POLLRDHUP, 0};
    while (send(bytes) && ::poll(&closed, 1, static_cast<int>(pause.count())) == 0) {
    }
}

void RawServer::Peer::wait_for_close() {
    char buffer[4096];
    while (::recv(descriptor_, buffer, sizeof buffer, 0) > 0) {
    }
}

void RawServer::Peer::reset() {
    const linger at_once{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

RawServer::RawServer(Script script) : script_(std::move(script)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, generic, length) != 0 || ::listen(listening_, 512) != 0 ||
        ::getsockname(listening_, generic, &length) != 0) {
        throw std::runtime_error("a test server cannot listen");
    }
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_connections(); });
}

RawServer::~RawServer() {
    ::shutdown(listening_, SHUT_RDWR);
    acceptor_.join();
    {
        const std::lock_guard lock(mutex_);
        for (const int descriptor : open_) ::shutdown(descriptor, SHUT_RDWR);
    }
    for (std::thread& peer : peers_) peer.join();
    ::close(listening_);
}

void RawServer::accept_connections() {
    while (true) {
        const int descriptor = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) return;
        ++connections_;
        const std::lock_guard lock(mutex_);
        open_.push_back(descriptor);
        peers_.emplace_back([this, descriptor] {
            Peer peer(*this, descriptor);
            script_(peer);
            const std::lock_guard closing(mutex_);
            std::erase(open_, descriptor);
            ::close(descriptor);
            closed_.notify_all();
        });
    }
}

void RawServer::wait_until_all_closed() {
    std::unique_lock lock(mutex_);
    closed_.wait(lock, [this] { return open_.empty(); });
}

std::vector<std::string> RawServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

}  // namespace tally::testing_support
