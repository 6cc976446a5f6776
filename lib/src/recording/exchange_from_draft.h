// Written requests, responses and messages in the form of the model.
#pragma once

#include <vector>

#include "model/interaction.h"
#include "recording/draft.h"
#include "recording/value_node.h"

namespace tally::recording {

model::Request request_from(const RequestDraft& draft, std::vector<Mistake>& mistakes);
model::Response response_from(const ResponseDraft& draft, std::vector<Mistake>& mistakes);
model::MessagePart message_from(const PartDraft& draft, std::vector<Mistake>& mistakes);

}  // namespace tally::recording
