// Answers requests as the contract says, and remembers what was asked for. Knows no sockets.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "http/message.h"
#include "matching/match.h"
#include "model/contract.h"
#include "recording/expectation_index.h"
#include "recording/fault.h"
#include "recording/miss.h"

namespace tally::recording {

struct MockOptions {
    std::vector<std::optional<Fault>> faults = {};  // by interaction; may be shorter than the contract
    bool cross_origin = false;                      // answers may be read by pages of any origin
    bool preflight = false;      // an OPTIONS request that nobody expects is answered 204, and is no miss
    bool strict_compat = false;  // the reference core's behaviour where a documented choice of ours deviates
    std::function<void(const Miss&)> on_miss = {};  // told of each one before it is answered, by its thread
};

struct MockReport {
    std::vector<bool> exercised;  // by interaction: it answered at least one request
    std::vector<Miss> misses;     // the first ones, in the order in which they came
    std::size_t further_misses = 0;
};

class MockHandler {
  public:
    // Keeps references to both; random values are drawn by one thread at a time.
    MockHandler(model::Contract contract, Random& random, const Clock& clock, MockOptions options = {});

    void set_url(std::string url);  // of the server, for generators

    // Of several interactions that match completely the first one not exercised yet answers, else the first.
    // A miss is answered 500 with X-Pact: Request-Mismatch or Unexpected-Request and the differences as JSON.
    // May be called from several threads; what it did is in the report before it returns.
    http::Response handle(const http::Request& request);

    MockReport report() const;
    const model::Contract& contract() const { return contract_; }

  private:
    const model::Request& expected(std::size_t interaction) const;
    std::vector<std::size_t> addressed_by(const model::Request& request,
                                          std::vector<std::size_t> candidates) const;
    std::vector<NearMiss> compare(const std::vector<std::size_t>& interactions,
                                  const model::Request& request) const;
    std::vector<NearMiss> preferred_by_the_core(const model::Request& request) const;
    std::optional<std::size_t> choose(const std::vector<NearMiss>& compared);
    void set_exercised(std::size_t interaction);
    http::Response answer(std::size_t interaction);
    http::Response handle_miss(const http::Request& request, const model::Request& received,
                               std::vector<NearMiss> addressed);
    std::vector<bool> exercised() const;
    Miss miss_for(const model::Request& request, std::vector<NearMiss> addressed) const;

    const model::Contract contract_;
    const MockOptions options_;
    const matching::Settings settings_;
    const ExpectationIndex index_;
    std::vector<std::optional<http::Response>> prepared_;  // responses without generators
    const Clock& clock_;

    mutable std::mutex mutex_;  // guards what follows
    Random& random_;
    std::string url_;
    MockReport report_;
};

}  // namespace tally::recording
