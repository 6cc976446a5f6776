// The messages of a provider that is verified in its own process.
#pragma once

#include <map>
#include <string>

#include "verification/message_exchange.h"
#include "verifier/draft.h"

namespace tally::verifier {

// `makers` must outlive the result.
verification::MessageSource message_source(const std::map<std::string, MessageMaker>& makers);

}  // namespace tally::verifier
