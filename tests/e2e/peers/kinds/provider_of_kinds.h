// A provider that answers for every kind, honestly or broken in one field each.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "e2e/peers/kinds/record_kinds.h"
#include "http/server.h"

namespace tally::kinds {

class ProviderOfKinds {
  public:
    ProviderOfKinds(bool honest, const AllKinds& kinds);  // which have to outlive it

    std::uint16_t port() const { return server_->port(); }
    std::string states_url() const { return server_->url() + "/_states"; }

    // Requests that no contract of ours asks for, each with what was wrong.
    std::vector<std::string> complaints() const;

  private:
    http::Response handle(const http::Request& request);
    http::Response set_state(const http::Request& request);
    http::Response answer_http(const http::Request& request);
    http::Response answer_message(const http::Request& request);
    http::Response answer_of(const Kind& kind);
    http::Response complain(const http::Request& request, const std::string& what);

    const bool honest_;
    std::map<std::string, const HttpKind*> http_;
    std::map<std::string, const Kind*> messages_;

    mutable std::mutex mutex_;  // guards what follows
    std::string states_;        // since the last answer: "name {parameters}, name"
    std::vector<std::string> complaints_;

    std::unique_ptr<http::Server> server_;  // the last: its threads use the rest
};

}  // namespace tally::kinds
