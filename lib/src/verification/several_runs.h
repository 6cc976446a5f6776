// Out of the results of several runs of an interaction, one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "verification/finish_result.h"
#include "verification/verification_result.h"

namespace tally::verification {

class RunsOfOne {
  public:
    // Takes the result of the next run; what is kept of it is finished.
    void add(const ContractResult& contract, InteractionResult result, ResultFinisher& finisher);

    // The first that did not pass, else the first; flaky when some did and some did not. To be asked once.
    InteractionResult combined();

    const std::optional<Exchange>& exchange_that_passed() const { return exchange_that_passed_; }

  private:
    std::optional<InteractionResult> shown_;
    std::optional<Exchange> exchange_that_passed_;
    bool variant_seen_ = false;
    std::string variant_instead_;
    Flakiness counts_;
};

}  // namespace tally::verification
