#include "support/silent_relay.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <string_view>

namespace tally::testing_support {

namespace {

sockaddr_un address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.string().size() >= sizeof address.sun_path) throw std::runtime_error("too long for a socket: " + path.string());
    std::strcpy(address.sun_path, path.c_str());
    return address;
}

bool send_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// False at the end of what `from` sends.
bool forward_some(int from, int to) {
    char buffer[65536];
    const ssize_t count = ::recv(from, buffer, sizeof buffer, 0);
    return count > 0 && send_all(to, {buffer, static_cast<std::size_t>(count)});
}

}  // namespace

SilentRelay::SilentRelay(std::filesystem::path server, const std::string& name)
    : server_(std::move(server)), listening_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const auto address = address_of(folder_ / name);
    if (::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listening_, 64) != 0 || ::pipe(orders_) != 0 || ::pipe(obeyed_) != 0) {
        throw std::runtime_error("a test cannot relay");
    }
    thread_ = std::thread([this] { run(); });
}

SilentRelay::~SilentRelay() {
    if (::write(orders_[1], "e", 1) == 1) thread_.join();
    for (const auto& pair : pairs_) ::close(pair.caller), ::close(pair.server);
    for (const int descriptor : {listening_, orders_[0], orders_[1], obeyed_[0], obeyed_[1]}) ::close(descriptor);
}

void SilentRelay::be_silent(bool silent) {
    char done = 0;
    if (::write(orders_[1], silent ? "s" : "a", 1) != 1 || ::read(obeyed_[0], &done, 1) != 1)
        throw std::runtime_error("the relay of a test does not obey");
}

void SilentRelay::run() {
    bool silent = false;
    while (true) {
        std::vector<pollfd> ready{{orders_[0], POLLIN, 0}};
        if (!silent) {
            ready.push_back({listening_, POLLIN, 0});
            for (const auto& pair : pairs_) {
                ready.push_back({pair.caller, POLLIN, 0});
                ready.push_back({pair.server, POLLIN, 0});
            }
        }
        if (::poll(ready.data(), ready.size(), -1) < 0) continue;
        if (ready[0].revents != 0) {
            char order = 0;
            if (::read(orders_[0], &order, 1) != 1 || order == 'e') return;
            silent = order == 's';
            if (::write(obeyed_[1], "!", 1) != 1) return;
            continue;
        }
        std::vector<Pair> left;
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            const auto& pair = pairs_[i];
            const bool goes_on = (ready[2 + 2 * i].revents == 0 || forward_some(pair.caller, pair.server)) &&
                                 (ready[3 + 2 * i].revents == 0 || forward_some(pair.server, pair.caller));
            if (goes_on) {
                left.push_back(pair);
            } else {
                ::close(pair.caller);
                ::close(pair.server);
            }
        }
        pairs_ = std::move(left);
        if (ready[1].revents != 0) accept_one();
    }
}

void SilentRelay::accept_one() {
    const int caller = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (caller < 0) return;
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_of(server_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        pairs_.push_back({caller, server});
        return;
    }
    ::close(caller);
    ::close(server);
}

}  // namespace tally::testing_support
