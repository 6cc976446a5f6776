// Messages between the model and the form in which tests meet them.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "model/interaction.h"
#include "tally/message.h"

namespace tally::recording {

// The example with its generators applied.
Message generated_message(const model::MessagePart& expected, Random& random, const Clock& clock);

// What a test sent. Metadata that is JSON and no text in the expectation is read as JSON.
model::MessagePart received_message(const Message& message, const model::MessagePart& expected);

}  // namespace tally::recording
