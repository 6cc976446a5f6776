// The other end of one synchronous message while a test talks to it.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "matching/mismatch.h"
#include "model/interaction.h"
#include "model/spec_version.h"
#include "tally/message.h"

namespace tally::recording {

struct ExchangeReport {
    bool answered = false;
    std::vector<matching::Mismatches> refused;  // the differences of each request that was not the expected one
    std::size_t further_refused = 0;
};

class ExchangeRun {
  public:
    // Keeps references to the random numbers and the clock.
    ExchangeRun(model::Interaction interaction, model::SpecVersion version, std::string variant, Random& random,
                const Clock& clock);

    const std::string& description() const { return interaction_.description; }
    const std::string& variant() const { return variant_; }
    const Message& expected_request() const { return expected_request_; }

    // May be called from several threads.
    std::optional<std::vector<Message>> send(const Message& request);
    ExchangeReport report() const;

  private:
    const model::SyncMessage& messages() const { return std::get<model::SyncMessage>(interaction_.exchange); }

    const model::Interaction interaction_;
    const model::SpecVersion version_;
    const std::string variant_;
    Message expected_request_;
    const Clock& clock_;

    mutable std::mutex mutex_;  // guards what follows
    Random& random_;
    ExchangeReport report_;
};

}  // namespace tally::recording
