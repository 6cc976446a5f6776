// One interaction against the provider: states set up, the request made and sent, the answer compared, states
// torn down.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "http/client.h"
#include "model/contract.h"
#include "verification/verification_result.h"
#include "verification/verification_settings.h"

namespace tally::verification {

// What is passed must outlive it. Several threads may replay at once, as far as the state handler allows it.
class Replay {
  public:
    Replay(const VerificationSettings& settings, http::Client& provider, const Clock& clock)
        : settings_(settings), provider_(provider), clock_(clock) {}

    // Fills status, mismatches, obstacle, exchange and duration of `result`; the exchange is as it was, with
    // its secrets.
    void run(const model::Contract& contract, const model::Interaction& interaction, Random& random,
             InteractionResult& result) const;

  private:
    void set_up_and_exchange(const model::Contract& contract, const model::Interaction& interaction,
                             Random& random, InteractionResult& result) const;
    void exchange_and_compare(const model::Contract& contract, const model::Interaction& interaction,
                              Random& random, json::Object values, InteractionResult& result) const;
    void make_and_compare(const model::Contract& contract, const model::Interaction& interaction,
                          InteractionResult& result) const;
    const Endpoint& endpoint_for(const model::Interaction& interaction) const;
    bool send(http::Request request, const Endpoint& endpoint, InteractionResult& result) const;
    Error explained(Error error, const Endpoint& endpoint) const;

    const VerificationSettings& settings_;
    http::Client& provider_;
    const Clock& clock_;
};

}  // namespace tally::verification
