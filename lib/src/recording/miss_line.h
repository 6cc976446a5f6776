// Why a request was not answered, in one line for the terminal of whoever runs the server.
#pragma once

#include <string>

#include "matching/mismatch.h"
#include "model/interaction.h"

namespace tally::recording {

// "GET /products/11 is not expected; nearest is "a product" (GET /products/10): Expected path ...". `nearest`
// may be null; `addressed` says whether the request has its method and path.
std::string miss_line(const model::Request& request, const model::Interaction* nearest, bool addressed,
                      const matching::Mismatches& mismatches);

}  // namespace tally::recording
