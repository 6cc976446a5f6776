// What becomes of a result once an interaction has been replayed: secrets hidden, where it stands in its
// contract, and of its exchange what reports need.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "verification/verification_result.h"

namespace tally::verification {

class ResultFinisher {
  public:
    // Keeps the exchange of what did not pass only.
    void finish(const ContractResult& contract, InteractionResult& result);
    // Hides its secrets and cuts its body to what the run has left for bodies.
    void keep(Exchange& exchange);

  private:
    const std::string& place_of(const ContractResult& contract, std::size_t interaction);

    std::map<const ContractResult*, std::vector<std::string>> places_;  // once needed
    std::size_t body_budget_ = 64u << 20;
};

}  // namespace tally::verification
