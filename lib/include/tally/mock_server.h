// The stand-in for the provider: an HTTP server inside the test's process that knows the expected
// interactions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tally/api.h"

namespace tally {

namespace recording {
struct RunningMock;
}

class TALLY_API MockServer {
  public:
    const std::string& url() const;  // "http://127.0.0.1:41234"
    std::uint16_t port() const;

    // Where an expected response has alternatives, the test runs once for each. Which one this run is about, for
    // example "without $.description"; empty for the run in which everything is there.
    const std::string& variant() const;

    explicit MockServer(std::shared_ptr<const recording::RunningMock> running);  // made by Contract::run

  private:
    std::shared_ptr<const recording::RunningMock> running_;
};

}  // namespace tally
