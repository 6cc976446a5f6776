// Gets what webhooks send, on a socket, and keeps it with its delivery.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "support/raw_server.h"

namespace tally::testing_support {

class ListeningReceiver {
  public:
    enum class Mood { answers, hangs_up, hangs_up_once, is_silent, never_ends, redirects };

    ~ListeningReceiver() { hold(false); }

    void set(Mood mood);
    // While it holds, it reads requests and keeps their senders waiting for an answer.
    void hold(bool holding);
    // The delivery of a request that is held, from a sender with this User-Agent; nothing when none came in time.
    std::optional<std::string> wait_for_held(const std::string& user_agent, std::chrono::milliseconds span);

    std::string url(const std::string& host = "127.0.0.1") const;
    // False when there were not so many in time.
    bool wait_for(std::size_t requests, std::chrono::milliseconds span = std::chrono::seconds(60));
    std::vector<std::string> requests();
    std::map<std::string, int> deliveries();  // how often each came
    int connections() const { return server_.connections(); }

    // Of a request; its name in lower case.
    static std::string header(const std::string& request, const std::string& name);
    static std::string body(const std::string& request);

  private:
    void serve(RawServer::Peer& peer);
    Mood receive(const std::string& request);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> requests_;
    std::vector<std::string> held_;
    Mood mood_ = Mood::answers;
    bool holding_ = false;
    RawServer server_{[this](RawServer::Peer& peer) { serve(peer); }};
};

}  // namespace tally::testing_support
