// The requests a provider got in a recorded run, against those of ours.
#pragma once

#include <vector>

#include "conformance/oracle/verdict.h"
#include "http/message.h"

namespace tally::conformance {

Verdict compare_requests(const json::Value& recorded, const std::vector<http::Request>& ours);

}  // namespace tally::conformance
