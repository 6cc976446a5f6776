// Requests, responses and messages, part by part.
#pragma once

#include "comparing/recorder.h"
#include "model/interaction.h"

namespace tally::comparing {

void compare_requests(const model::Request& older, const model::Request& newer, Recorder& recorder);
void compare_responses(const model::Response& older, const model::Response& newer, Recorder& recorder);
void compare_messages(const model::MessagePart& older, const model::MessagePart& newer, Recorder& recorder);

}  // namespace tally::comparing
