// The provider that answered when the verifier was recorded: by path, the same for every case. It keeps what
// it was asked.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "http/message.h"
#include "http/server.h"

namespace tally::conformance {

// /state sets nothing up and says so, /msg gives a message, /status/404, /redir, /hdr, /null, /empty and
// /text do what they are called; everything else is fine.
http::Response recorded_answer(const http::Request& request);

class RecordingProvider {
  public:
    // On a free port.
    static Result<std::unique_ptr<RecordingProvider>> start();

    std::uint16_t port() const { return server_->port(); }
    std::vector<http::Request> take_requests();  // since the last call

  private:
    std::mutex mutex_;
    std::vector<http::Request> requests_;
    std::unique_ptr<http::Server> server_;  // stops before the rest goes
};

}  // namespace tally::conformance
