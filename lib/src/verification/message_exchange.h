// Messages are verified over HTTP: the provider is asked for the message it would send, and its answer
// compared.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/message.h"
#include "matching/match.h"
#include "model/interaction.h"
#include "tally/result.h"

namespace tally::verification {

// POST {"description", "providerStates"}, for a synchronous message with its "request" too. `path` is the
// endpoint's.
http::Request message_request(const model::Interaction& interaction, const std::string& path);

// Body and Content-Type of the answer, and what the header Pact-Message-Metadata (base64 of a JSON object)
// adds.
model::MessagePart received_message(const http::Response& response);

// What a provider in this process makes instead: the message, or all answers of a synchronous one. An Error
// with ErrorCode::not_found says that it was not asked to, every other one that it failed to.
using MessageSource = std::function<Result<std::vector<model::MessagePart>>(const model::Interaction&)>;
matching::Mismatches match_messages(const model::Interaction& interaction,
                                    const std::vector<model::MessagePart>& actual,
                                    const matching::Settings& settings);
// Of a message that could not be made.
matching::Mismatch without_message(const Error& error);

// A status of 400 and above is a difference too: the provider has no such message.
matching::Mismatches match_answer(const model::Interaction& interaction, const http::Response& response,
                                  const matching::Settings& settings);

}  // namespace tally::verification
