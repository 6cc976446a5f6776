// What a request that matched nothing is answered: 500, X-Pact and the differences as JSON.
#pragma once

#include "http/message.h"
#include "model/contract.h"
#include "recording/miss.h"

namespace tally::recording {

http::Response miss_response(const model::Contract& contract, const Miss& miss);

}  // namespace tally::recording
