// One mock server of many: a contract served on a port of its own until it is stopped.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "http/server.h"
#include "recording/mock_handler.h"
#include "recording/say.h"

namespace tally::recording {

struct HostedMockSettings {
    std::string id;
    std::string host = "127.0.0.1";
    std::uint16_t base_port = 0;  // the first free one from here on; 0: any
    bool tls = false;             // with a certificate made for it
    bool preflight = false;       // answers OPTIONS requests that the contract does not expect
    std::uint64_t seed = 0;       // of generated values
    Say say = {};
};

class HostedMock {
  public:
    // `clock` has to outlive it. An Error when no port can be had.
    static Result<std::shared_ptr<HostedMock>> start(model::Contract contract, HostedMockSettings settings,
                                                     const Clock& clock);
    ~HostedMock();

    const std::string& id() const { return settings_.id; }
    std::uint16_t port() const { return server_->port(); }
    std::string url() const { return server_->url(); }
    const model::Contract& contract() const { return handler_->contract(); }
    MockReport report() const { return handler_->report(); }

    // {"address", "id", "metrics": {"requests", "requests_by_path"}, "port", "provider", "scheme", "status"};
    // the status is "ok" once every interaction was asked for and nothing else was, "error" until then.
    json::Object to_json() const;

    void stop() { server_->stop(); }

  private:
    HostedMock(HostedMockSettings settings) : settings_(std::move(settings)), random_(settings_.seed) {}
    Result<std::unique_ptr<http::Server>> listen(http::ServerOptions options);
    http::Response handle(const http::Request& request);
    void tell(const Miss& miss) const;

    const HostedMockSettings settings_;
    SeededRandom random_;
    std::unique_ptr<MockHandler> handler_;

    mutable std::mutex mutex_;  // guards what follows
    std::size_t requests_ = 0;
    std::map<std::string, std::size_t> requests_by_path_;

    std::unique_ptr<http::Server> server_;  // last, so that it has stopped before the rest goes
};

}  // namespace tally::recording
