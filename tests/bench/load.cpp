#include "bench/load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace tally::bench {

namespace {

using Instant = std::chrono::steady_clock::time_point;

struct Connection {
    int socket = -1;
    std::string received;
    Instant sent;
};

int connect_to(const Load& load) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(load.port);
    inet_pton(AF_INET, load.host.c_str(), &address.sin_addr);
    if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect to " + load.host + ":" + std::to_string(load.port));
    }
    return socket;
}

std::size_t find_ignoring_case(std::string_view head, std::string_view name) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    const auto at = std::search(head.begin(), head.end(), name.begin(), name.end(), same);
    return at == head.end() ? std::string_view::npos : static_cast<std::size_t>(at - head.begin());
}

// The size of a complete response at the front of `bytes`, or 0 while it is incomplete.
std::size_t complete_response(std::string_view bytes) {
    const auto head_end = bytes.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return 0;
    const auto head = bytes.substr(0, head_end + 2);
    const auto length = find_ignoring_case(head, "\r\ncontent-length:");
    if (length != std::string_view::npos) {
        const std::size_t size = head_end + 4 + std::strtoul(head.data() + length + 17, nullptr, 10);
        return bytes.size() >= size ? size : 0;
    }
    if (find_ignoring_case(head, "\r\ntransfer-encoding:") != std::string_view::npos) {
        const auto end = bytes.find("0\r\n\r\n", head_end + 4);
        return end == std::string_view::npos ? 0 : end + 5;
    }
    return head_end + 4;
}

double percentile(std::vector<double>& sorted, double part) {
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

LoadResult run_load(const Load& load) {
    const int poll = epoll_create1(0);
    std::vector<Connection> connections(load.connections);
    std::size_t next = 0;
    const auto send_next = [&](Connection& connection) {
        if (load.once && next >= load.requests.size()) return true;
        const std::string& request = load.requests[next++ % load.requests.size()];
        connection.sent = std::chrono::steady_clock::now();
        return ::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(request.size());
    };
    const auto open = [&](std::size_t index) {
        connections[index].socket = connect_to(load);
        connections[index].received.clear();
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        epoll_ctl(poll, EPOLL_CTL_ADD, connections[index].socket, &event);
        send_next(connections[index]);
    };
    for (std::size_t i = 0; i < connections.size(); ++i) open(i);

    LoadResult result;
    std::vector<double> latencies;
    const auto start = std::chrono::steady_clock::now();
    const auto end = start + load.duration;
    std::vector<epoll_event> events(connections.size());
    char buffer[65536];
    Instant now = start;
    const auto is_over = [&] {
        return now >= end || (load.once && result.answered + result.failed >= load.requests.size());
    };
    while (!is_over()) {
        const int ready = epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
        now = std::chrono::steady_clock::now();
        for (int i = 0; i < ready; ++i) {
            Connection& connection = connections[events[static_cast<std::size_t>(i)].data.u64];
            const ssize_t count = recv(connection.socket, buffer, sizeof buffer, 0);
            if (count <= 0) {
                ++result.failed;
                close(connection.socket);
                open(events[static_cast<std::size_t>(i)].data.u64);
                continue;
            }
            connection.received.append(buffer, static_cast<std::size_t>(count));
            if (const std::size_t size = complete_response(connection.received); size > 0) {
                const bool good = connection.received.compare(9, 1, "2") == 0;
                good ? ++result.answered : ++result.failed;
                latencies.push_back(std::chrono::duration<double, std::milli>(now - connection.sent).count());
                connection.received.erase(0, size);
                send_next(connection);
            }
        }
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    for (auto& connection : connections) close(connection.socket);
    close(poll);
    std::sort(latencies.begin(), latencies.end());
    result.median_ms = percentile(latencies, 0.5);
    result.p99_ms = percentile(latencies, 0.99);
    return result;
}

std::string request_text(const std::string& method, const std::string& target, const std::string& body) {
    return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/hal+json\r\n" +
           (method == "GET" ? ""
                            : "Content-Type: application/json\r\nContent-Length: " +
                                  std::to_string(body.size()) + "\r\n") +
           "\r\n" + body;
}

}  // namespace tally::bench
