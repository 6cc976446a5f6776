// Requests, responses and message parts in the notation of contract files.
#pragma once

#include "base/json.h"
#include "format/reading.h"
#include "model/interaction.h"
#include "model/spec_version.h"

namespace tally::format {

model::Request read_request(const Node& node, model::SpecVersion version, Reading& reading);
model::Response read_response(const Node& node, model::SpecVersion version, Reading& reading);
// A V3 message, a V4 message or one part of a synchronous message. Members of the interaction itself are left
// alone.
model::MessagePart read_message_part(const Node& node, model::SpecVersion version, Reading& reading);

// V3 and V4.
json::Object request_to_json(const model::Request& request, model::SpecVersion version);
json::Object response_to_json(const model::Response& response, model::SpecVersion version);
json::Object message_part_to_json(const model::MessagePart& part, model::SpecVersion version);

}  // namespace tally::format
