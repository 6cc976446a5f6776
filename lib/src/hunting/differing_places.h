// What differs between two answers to the same request.
#pragma once

#include <vector>

#include "http/message.h"
#include "verification/verification_result.h"

namespace tally::hunting {

// The status alone when that differs, since then everything does; else headers that say something, and places
// of a JSON body or the body as a whole. The first ten.
std::vector<verification::Flakiness::Difference> differing_places(const http::Response& one,
                                                                  const http::Response& other);

}  // namespace tally::hunting
