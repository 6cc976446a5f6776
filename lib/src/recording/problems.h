// Why a run wrote no contract, in words, each reason with the line it belongs to.
#pragma once

#include <vector>

#include "recording/exchange_run.h"
#include "recording/mock_handler.h"
#include "recording/model_from_draft.h"
#include "tally/outcome.h"
#include "tally/place.h"

namespace tally::recording {

std::vector<Problem> problems_of_draft(const std::vector<Mistake>& mistakes);

// Requests that missed, in the order in which they came, then interactions that were never exercised. A slip
// is one problem, not two: an interaction that a request came near is not reported as missing as well. A
// surprise is put at the line of the interaction that was probably meant, else at `run`, the line of the run.
std::vector<Problem> problems_of_run(const DraftedContract& drafted, const MockReport& report, Place run);

// Requests of a synchronous message that were not the expected one, or that it was never sent.
std::vector<Problem> problems_of_exchange(const model::Interaction& interaction, const InteractionPlaces& places,
                                          const ExchangeReport& report);

}  // namespace tally::recording
