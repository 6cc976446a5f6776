// What a request that matched nothing is answered: 500, X-Pact and the differences as JSON.
#pragma once

#include "base/json.h"
#include "http/message.h"
#include "model/contract.h"
#include "recording/miss.h"

namespace tally::recording {

// In the words of Pact tools: {"type": "QueryMismatch", "parameter": "page", "expected", "actual",
// "mismatch"}.
json::Object mismatch_to_json(const matching::Mismatch& mismatch);

http::Response miss_response(const model::Contract& contract, const Miss& miss);

}  // namespace tally::recording
