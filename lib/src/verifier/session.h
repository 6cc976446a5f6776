// Contracts that were loaded for tests, and what became of each interaction so far.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "broker_api/broker_client.h"
#include "http/client.h"
#include "verification/publish_results.h"
#include "verification/verify.h"
#include "verifier/draft.h"
#include "verifier/test_names.h"

namespace tally::verifier {

class Session {
  public:
    // Reads files and asks the broker.
    explicit Session(Draft draft);

    const std::vector<VerificationTest>& tests() const { return tests_; }

    // Verifies one. With the last of a contract its result is published, where that is asked for.
    VerificationOutcome run(std::size_t test);

  private:
    struct Part {  // of the same number in tests_
        std::size_t contract = 0;
        std::size_t interaction = 0;
        std::string problem;  // instead of an interaction: why there is none
    };

    void load();
    void connect_broker(verification::Sources& sources);
    void add_test(const std::string& suite, const std::string& name, Part part);
    void add_problem(const std::string& name, const Error& error);
    void add_contract(std::size_t contract);
    std::optional<Error> find_provider();  // why it cannot be reached
    verification::InteractionResult not_run(const Part& part, Error error) const;
    verification::InteractionResult verify_alone(const Part& part);
    std::string publish_when_complete(std::size_t contract);

    const Draft draft_;
    const SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<http::Client> client_;
    std::optional<broker_api::BrokerClient> broker_;
    verification::VerificationSettings settings_;
    bool found_ = false;  // the provider
    verification::VerificationResult result_;
    std::vector<std::vector<std::string>> places_;  // by contract and interaction
    std::vector<VerificationTest> tests_;
    std::vector<Part> parts_;
    UniqueNames names_;
};

}  // namespace tally::verifier
