// The broker of the scenarios: a contract between it and a verifier, which it also holds the verifier to.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "model/contract.h"
#include "recording/mock_handler.h"
#include "tally/result.h"

namespace tally::conformance {

class MockBroker {
  public:
    // Offers `contract`, whose consumer "c_1" names the fixture "pact-broker_c1.json".
    static Result<std::unique_ptr<MockBroker>> make(const model::Contract& contract,
                                                    const std::filesystem::path& fixtures);

    http::Response handle(const http::Request& request);

    // The result that was published; nothing when none was.
    const std::optional<json::Value>& published() const { return published_; }
    std::string misses() const;  // what it was asked that it does not know

  private:
    MockBroker(model::Contract with_verifier, std::string result_path);

    SystemClock clock_;
    SeededRandom random_{1};
    recording::MockHandler mock_;
    std::string result_path_;
    std::optional<json::Value> published_;
};

}  // namespace tally::conformance
