// Messages are verified over HTTP: the provider is asked for the message it would send, and its answer
// compared.
#pragma once

#include <string>

#include "http/message.h"
#include "matching/match.h"
#include "model/interaction.h"

namespace tally::verification {

// POST {"description", "providerStates"}, for a synchronous message with its "request" too. `path` is the
// endpoint's.
http::Request message_request(const model::Interaction& interaction, const std::string& path);

// Body and Content-Type of the answer, and what the header Pact-Message-Metadata (base64 of a JSON object)
// adds.
model::MessagePart received_message(const http::Response& response);

// A status of 400 and above is a difference too: the provider has no such message.
matching::Mismatches match_answer(const model::Interaction& interaction, const http::Response& response,
                                  const matching::Settings& settings);

}  // namespace tally::verification
