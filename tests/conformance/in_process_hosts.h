// A network in one process: handlers by their address, and everything they were asked in its order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "http/client.h"

namespace tally::conformance {

class InProcessHosts final : public http::Client {
  public:
    struct Asked {
        std::string origin;
        http::Request request;
    };

    void add(const std::string& origin, http::Handler handler) { handlers_[origin] = std::move(handler); }

    // Nobody is there at other addresses.
    Result<http::Response> send(const std::string& origin, const http::Request& request,
                                const http::Limits& limits) override;

    const std::vector<Asked>& asked() const { return asked_; }
    std::vector<http::Request> asked_of(const std::string& origin) const;

  private:
    std::map<std::string, http::Handler> handlers_;
    std::vector<Asked> asked_;
};

}  // namespace tally::conformance
