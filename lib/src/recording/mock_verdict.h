// What a mock server's contract and what came to it still disagree about, in the words and shapes of Pact
// tools.
#pragma once

#include "base/json.h"
#include "recording/mock_handler.h"

namespace tally::recording {

// Requests that missed, in the order in which they came, then those that nobody made; empty when all is well.
// Each has "type" (request-mismatch, request-not-found, missing-request), "method", "path", and "mismatches"
// or "request". Values of headers and parameters with secret names are masked.
json::Array open_points(const model::Contract& contract, const MockReport& report);

// The same without the details: nothing missed, nothing missing.
bool all_is_well(const model::Contract& contract, const MockReport& report);

}  // namespace tally::recording
