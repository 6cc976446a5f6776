// Results as the engine makes them, for tests of reports.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::reporting::testing {

// web-shop -> catalogue, read from contracts/web-shop-catalogue.json: "a request for a product" given
// "product 11 exists", "a request for all products" and "a note" given two states. All of them skipped.
verification::ContractResult example_contract();

// The provider answered "price" as text and left out "currency".
void fail_with_wrong_price(verification::InteractionResult& interaction);
// A list of three products, all with their prices as text.
void fail_with_wrong_prices(verification::InteractionResult& interaction);
// 404 with a text that says why.
void fail_with_not_found(verification::InteractionResult& interaction);
void fail_with_redirect(verification::InteractionResult& interaction);
void pass(verification::InteractionResult& interaction);
void stop(verification::InteractionResult& interaction, verification::ObstacleKind kind, Error error);

// Failed in 3 of 20 runs, each time after `other`, which has the same state.
void make_flaky_after(verification::InteractionResult& interaction, const std::string& other);
// Failed in 5 of 20 runs, in which the price changed from answer to answer.
void make_flaky_by_answers(verification::InteractionResult& interaction);

// One of everything: failed, pending, flaky, not run, passed, left out; a contract of a broker; one that
// cannot be read; a variant nobody saw.
verification::VerificationResult result_with_everything();

verification::VerificationResult result_of(verification::ContractResult contract);

}  // namespace tally::reporting::testing
