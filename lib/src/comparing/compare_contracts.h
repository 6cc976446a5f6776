// Two contracts by meaning: spelling, order, examples that a rule leaves open and versions of the file format
// make no difference.
#pragma once

#include "comparing/change.h"
#include "model/contract.h"

namespace tally::comparing {

// Interactions belong together by key, else by description, provider states and kind. Requests are
// contravariant (accepting more is harder), responses covariant (promising more is harder). Changes come in
// the order of the older contract, what was added at the end.
Changes compare_contracts(const model::Contract& older, const model::Contract& newer);

// What differs in one interaction.
Changes compare_interactions(const model::Interaction& older, const model::Interaction& newer);

}  // namespace tally::comparing
