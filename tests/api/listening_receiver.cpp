#include "api/listening_receiver.h"

#include <algorithm>

namespace tally::testing_support {

void ListeningReceiver::set(Mood mood) {
    const std::lock_guard lock(mutex_);
    mood_ = mood;
}

void ListeningReceiver::hold(bool holding) {
    const std::lock_guard lock(mutex_);
    holding_ = holding;
    if (!holding) held_.clear();
    changed_.notify_all();
}

std::optional<std::string> ListeningReceiver::wait_for_held(const std::string& user_agent,
                                                          std::chrono::milliseconds span) {
    std::unique_lock lock(mutex_);
    const auto find = [&] {
        return std::find_if(held_.begin(), held_.end(), [&](const std::string& request) {
            return header(request, "user-agent") == user_agent;
        });
    };
    if (!changed_.wait_for(lock, span, [&] { return find() != held_.end(); })) return std::nullopt;
    return header(*find(), "webhook-id");
}

std::string ListeningReceiver::url(const std::string& host) const {
    return "http://" + host + ":" + std::to_string(server_.port()) + "/build";
}

bool ListeningReceiver::wait_for(std::size_t requests, std::chrono::milliseconds span) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, span, [&] { return requests_.size() >= requests; });
}

std::vector<std::string> ListeningReceiver::requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::map<std::string, int> ListeningReceiver::deliveries() {
    std::map<std::string, int> counts;
    for (const auto& request : requests()) ++counts[header(request, "webhook-id")];
    return counts;
}

std::string ListeningReceiver::header(const std::string& request, const std::string& name) {
    const auto at = request.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto start = at + name.size() + 4;
    return request.substr(start, request.find("\r\n", start) - start);
}

std::string ListeningReceiver::body(const std::string& request) {
    return request.substr(request.find("\r\n\r\n") + 4);
}

ListeningReceiver::Mood ListeningReceiver::receive(const std::string& request) {
    std::unique_lock lock(mutex_);
    requests_.push_back(request);
    if (holding_) held_.push_back(request);
    changed_.notify_all();
    changed_.wait(lock, [this] { return !holding_; });
    const Mood mood = mood_;
    if (mood == Mood::hangs_up_once) mood_ = Mood::answers;
    return mood;
}

void ListeningReceiver::serve(RawServer::Peer& peer) {
    while (true) {
        const auto request = peer.read_request();
        if (request.empty()) return;
        const auto mood = receive(request);
        if (mood == Mood::hangs_up || mood == Mood::hangs_up_once) return peer.reset();
        if (mood == Mood::is_silent) return peer.wait_for_close();
        if (mood == Mood::never_ends) {
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            peer.send_until_closed(std::string(1 << 16, 'x'));
            return;
        }
        if (mood == Mood::redirects) {
            peer.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
            continue;
        }
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }
}

}  // namespace tally::testing_support
